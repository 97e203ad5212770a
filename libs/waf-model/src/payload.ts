import {
  requestParts,
  trimBlanks,
  wellFormed,
  type HttpRequest,
  type RequestPart,
} from '@ngwaf/contracts';

/** Payload texts: a URL, a request written as text, or a bare string; as `payload.py`. */
const REQUEST_LINE = /^([A-Z]{3,12}) ([^\r\n]+?) HTTP\/[0-9](?:\.[0-9])?(?:\r?\n|$)/;
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const URL = /^(?:\/[^ \t\n\r\f\v?]*\?[^ \t\n\r\f\v=]{1,100}=|\/[^ \t\n\r\f\v?]*$)/u;

const trimEnd = (line: string, character: string): string => {
  let to = line.length;
  while (to > 0 && line.charAt(to - 1) === character) to -= 1;
  return line.slice(0, to);
};

/**
 * A request written as text (request line, headers, blank line, body); `undefined` if it is none.
 *
 * Lines end with `\n` or `\r\n`. A header line that is none ends the headers: what stands from there
 * on is the body, so that nothing is lost.
 */
export const parseRequest = (text: string): HttpRequest | undefined => {
  const first = REQUEST_LINE.exec(text);
  if (!first) return undefined;
  const [all, method = '', url = ''] = first;
  // Without a prototype: `__proto__` is a header name like any other.
  const headers = Object.create(null) as Record<string, string[]>;
  let position = all.length;
  while (position < text.length) {
    const found = text.indexOf('\n', position);
    const end = found < 0 ? text.length : found;
    const line = trimEnd(text.slice(position, end), '\r');
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0));
    if (line !== '' && !HEADER_NAME.test(name)) break;
    position = end + 1;
    if (line === '') break;
    (headers[name] ??= []).push(trimBlanks(line.slice(colon + 1)));
  }
  return { method, url, headers, body: text.slice(position) };
};

/**
 * Parts of a payload; one that is neither a URL nor a request is a single part of kind `text`.
 *
 * So is an absolute URL: as a value (redirects, file inclusion) its host is what matters.
 */
export const payloadParts = (payload: string): RequestPart[] => {
  const request = parseRequest(payload);
  if (request) return requestParts(request);
  if (URL.test(payload)) return requestParts({ method: 'GET', url: payload, headers: {} });
  return payload === '' ? [] : [{ kind: 'text', name: '', text: wellFormed(payload) }];
};
