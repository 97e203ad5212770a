/** A string inside a JSON text: a value, or the key of a member. */
export interface JsonString {
  readonly isKey: boolean;
  /** Keys that lead to it, joined with dots and shortened; array positions are left out. */
  readonly path: string;
  readonly text: string;
}

/** Deeper JSON is not taken apart: parsers differ there, and recursion stays bounded. */
export const MAX_JSON_DEPTH = 64;

// Strict JSON, one token at a time. The string is an unrolled loop, so that a text without a
// closing quote costs linear time.
const TOKEN =
  // eslint-disable-next-line no-control-regex -- JSON forbids raw control characters in strings
  /[ \t\n\r]*([{}[\],:]|"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})[^"\\\x00-\x1f]*)*"|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null)/y;
const REST_IS_BLANK = /[ \t\n\r]*$/y;

/** Thrown again and again: most bodies are no JSON, and a stack trace costs more than reading them. */
const NOT_JSON = new Error('not JSON');

/** The first 64 characters: names are labels, and a long one repeated would swell the parts. */
export const shortName = (name: string): string =>
  name.length <= 64 ? name : Array.from(name.slice(0, 128)).slice(0, 64).join('');

/**
 * The strings of a JSON text in the order they stand in, keys before their values.
 *
 * Reads the text instead of a parsed value, which would reorder integer-like keys, round large
 * numbers and drop all but the last of duplicate keys.
 *
 * @returns `undefined` when the text is not strict JSON (`NaN` is not) or nests too deeply.
 */
export const jsonStrings = (text: string): JsonString[] | undefined => {
  const found: JsonString[] = [];
  let position = 0;

  const next = (): string => {
    TOKEN.lastIndex = position;
    const token = TOKEN.exec(text)?.[1];
    if (token === undefined) throw NOT_JSON;
    position = TOKEN.lastIndex;
    return token;
  };
  const unquote = (token: string): string => {
    if (!token.startsWith('"')) throw NOT_JSON;
    return wellFormed(JSON.parse(token) as string);
  };

  const readValue = (first: string, path: string, depth: number): void => {
    if (first.startsWith('"')) found.push({ isKey: false, path, text: unquote(first) });
    else if (first === '{' || first === '[') {
      if (depth === MAX_JSON_DEPTH) throw NOT_JSON;
      readItems(first, path, depth + 1);
    } else if ('}],:'.includes(first)) throw NOT_JSON;
  };

  const readItems = (open: string, path: string, depth: number): void => {
    const close = open === '{' ? '}' : ']';
    let token = next();
    if (token === close) return;
    for (;;) {
      let itemPath = path;
      if (open === '{') {
        const key = unquote(token);
        itemPath = shortName(path === '' ? key : `${path}.${key}`);
        found.push({ isKey: true, path: itemPath, text: key });
        if (next() !== ':') throw NOT_JSON;
        token = next();
      }
      readValue(token, itemPath, depth);
      const separator = next();
      if (separator === close) return;
      if (separator !== ',') throw NOT_JSON;
      token = next();
    }
  };

  try {
    readValue(next(), '', 0);
  } catch (error) {
    if (error === NOT_JSON) return undefined;
    throw error;
  }
  REST_IS_BLANK.lastIndex = position;
  return REST_IS_BLANK.test(text) ? found : undefined;
};

const LONE_SURROGATE = /\p{Surrogate}/u;

/** The text with each lone surrogate replaced by U+FFFD: no encoding can carry one. */
export const wellFormed = (text: string): string =>
  LONE_SURROGATE.test(text) ? text.replace(/\p{Surrogate}/gu, '\ufffd') : text;
