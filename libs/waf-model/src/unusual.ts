const NON_ASCII = /[\x80-\uffff]/;

// UTF-8 that is longer than it need be, as Latin-1 characters: C0 AE for a full stop. Of its bytes
// only the last two hold anything; up to six bytes, as the first decoders took them.
const OVERLONG =
  /([\xc0\xc1])([\x80-\xbf])|(?:\xe0|\xf0\x80|\xf8\x80\x80|\xfc\x80\x80\x80)([\x80\x81])([\x80-\xbf])/g;
/** What systems without the character write instead: full-width forms, other slashes and dots. */
const WIDE =
  /[\uff01-\uff5e\u2044\u2215\u29f8\uf025\uefc8\u2216\u29f5\ufe68\u2024\ufe52\ufe64\ufe65]/g;
const BEST_FIT: Readonly<Record<string, string>> = {
  ...{ '\u2044': '/', '\u2215': '/', '\u29f8': '/', '\uf025': '/', '\uefc8': '/' },
  ...{ '\u2216': '\\', '\u29f5': '\\', '\ufe68': '\\', '\u2024': '.', '\ufe52': '.' },
  ...{ '\ufe64': '<', '\ufe65': '>' },
};

// How lists of path traversals write dots and slashes for decoders that do not check digits; after
// one percent-decoding, in which %%32%%65 has become %2%e.
const ODD_MARK = new RegExp(
  [
    /(\xc0[.^n\xee\xfe]|0x2[eE](?![0-9a-fA-F]{2})|%2%[eE])/,
    /(\xc0[/\xef]|(?:\xc0|%[bB][gG])%(?:[qQ][fF]|9[vV])|0x2[fF](?![0-9a-fA-F]{2})|%2%[fF])/,
    // eslint-disable-next-line no-control-regex -- %1c is how such lists write a backslash
    /\xc0\\|\xc1(?:\x1c|%8[sS]|%[pP][cC])|0x5[cC](?![0-9a-fA-F]{2})|%5%[cC]/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

const narrow = (wide: string): string =>
  BEST_FIT[wide] ?? String.fromCharCode(wide.charCodeAt(0) - 0xfee0);

const shorten = (
  _match: string,
  lead?: string,
  low?: string,
  high?: string,
  last?: string,
): string => {
  const bit = (lead ?? high ?? '').charCodeAt(0) & 1;
  return String.fromCharCode((bit << 6) | ((low ?? last ?? '').charCodeAt(0) & 0x3f));
};

const mark = (_match: string, dot?: string, slash?: string): string =>
  dot !== undefined ? '.' : slash !== undefined ? '/' : '\\';

/**
 * A text without spellings that nobody needs: overlong UTF-8, characters that look alike, marks for
 * decoders that check no digits; as in `decoding.py`.
 */
export const asUsual = (text: string): string => {
  const short = NON_ASCII.test(text) ? text.replace(WIDE, narrow).replace(OVERLONG, shorten) : text;
  return short.replace(ODD_MARK, mark);
};
