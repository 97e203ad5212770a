import { MIXED_CASE, isLongHex, maskRuns } from './mask-runs.ts';
import type { Rule } from './rule.ts';
import { decodeBase64, hidesNoAttack, isPlainJson, isTokenLike } from './token-like.ts';

/** A word begins here, and no encoded character, whose digits are not to be taken for its own. */
const STARTS = '(?:(?<![0-9A-Za-z_%#&\\\\])|(?<=%(?!25)[0-9A-Fa-f]{2}))';
const ENDS = '(?![0-9A-Za-z_])';
const BLANK = '(?: |\\+|%20)';

const PRIVATE_KEY = new RegExp(
  `(-----BEGIN(?:${BLANK}[A-Z0-9]{1,12}){0,3}${BLANK}PRIVATE${BLANK}KEY(?:${BLANK}BLOCK)?-----)((?:[A-Za-z0-9+/=:, \\t\\r\\n]|-(?!-)|\\\\[rn]|%(?:0[AaDd]|2[0BbFf]|3[Dd]))+)`,
  'g',
);
/** Nor within a token: looked at from each of its marks, a long one would take time by its square. */
const TOKEN_STARTS = '(?:(?<![0-9A-Za-z_.%#&\\\\-])|(?<=%(?!25)[0-9A-Fa-f]{2}))';
const JWT = new RegExp(
  `${TOKEN_STARTS}(eyJ[A-Za-z0-9_-]{4,4096}\\.)(eyJ[A-Za-z0-9_-]{0,8192})\\.([A-Za-z0-9_-]{0,2048})`,
  'g',
);
const AWS_KEY_ID = new RegExp(`${STARTS}(A[KS]IA)[A-Z0-9]{16}${ENDS}`, 'g');
const TOKEN = new RegExp(
  `${TOKEN_STARTS}(gh[opsur]_|github_pat_|glpat-|xox[abeoprs]-|[rs]k_(?:live|test)_|whsec_|sk-|npm_|pypi-|hf_|shpat_|dop_v1_|AIza|ya29\\.|SG\\.)([A-Za-z0-9_.-]{16,512})(?![A-Za-z0-9_.-])`,
  'g',
);
const CARD = /(?<![0-9A-Za-z_.%#&\\])[2-6](?:(?: |-|\+|%20)?[0-9]){12,18}(?![0-9A-Za-z_])/g;
const UUID = new RegExp(
  `${STARTS}[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}${ENDS}`,
  'g',
);
const LONG_HEX = new RegExp(`${STARTS}[0-9A-Fa-f]{16,}${ENDS}`, 'g');
const E_MAIL =
  /(?<![^"=: \t\r\n<>,;([])([A-Za-z0-9._+-]{1,64})((?:@|%40)[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8})(?=["& \t\r\n<>,;)\]]|\\"|$)/g;

/** `{"sub":"1000","name":"masked","iat":1000}` */
const MASKED_CLAIMS = 'eyJzdWIiOiIxMDAwIiwibmFtZSI6Im1hc2tlZCIsImlhdCI6MTAwMH0';

/** The header stays: it holds no secret, and may be what is attacked. */
const maskJwt = (_: string, header: string, claims: string, signature: string): string => {
  const isPlain = isPlainJson(decodeBase64(claims).toString('latin1'));
  const masked = hidesNoAttack(signature) ? maskSignature(signature) : signature;
  return `${header}${isPlain ? MASKED_CLAIMS : claims}.${masked}`;
};
const maskSignature = (signature: string): string => (signature === '' ? '' : MIXED_CASE);

/** Whether the check digit of a card's number is right (ISO/IEC 7812-1, annex B). */
const isCardNumber = (digits: string): boolean => {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
};

const maskCard = (card: string): string => {
  if (!isCardNumber(card.replace(/%20|[^0-9]/g, ''))) return card;
  return `1${card.slice(1).replace(/%20|[0-9]/g, (one) => (one === '%20' ? one : '0'))}`;
};

/**
 * What is a secret wherever it stands: private keys, tokens of known make.
 */
export const KNOWN_FORMS: Rule[] = [
  {
    needs: /-----BEGIN/,
    pattern: PRIVATE_KEY,
    mask: (whole, begin, key) => (hidesNoAttack(key) ? begin + MIXED_CASE : whole),
  },
  { needs: /eyJ/, pattern: JWT, mask: maskJwt },
  {
    needs: /A[KS]IA/,
    pattern: AWS_KEY_ID,
    mask: (_, make) => `${make}MASKEDMASKED1000`,
  },
  {
    needs:
      /gh[opsur]_|hub_pat_|glpat-|xox|k_live_|k_test_|whsec_|sk-|npm_|pypi-|hf_|shpat_|dop_v1_|AIza|ya29\.|SG\./,
    pattern: TOKEN,
    mask: (whole, make, token) =>
      /[0-9]/.test(token) && isTokenLike(token, false) ? make + maskRuns(token) : whole,
  },
];

/** Card numbers, long hexadecimal numbers, UUIDs, and the names in e-mail addresses. */
export const NUMBERS_AND_NAMES: Rule[] = [
  { needs: /[0-9][0-9 +%-]{12}/, pattern: CARD, mask: maskCard },
  { needs: /[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-/, pattern: UUID, mask: maskRuns },
  {
    needs: /[0-9A-Fa-f]{16}/,
    pattern: LONG_HEX,
    mask: (run) => (isLongHex(run) && hidesNoAttack(run) ? maskRuns(run) : run),
  },
  {
    needs: /@|%40/,
    pattern: E_MAIL,
    mask: (whole, name, domain) =>
      isTokenLike(name.replaceAll('+', '-'), false) ? maskRuns(name) + domain : whole,
  },
];
