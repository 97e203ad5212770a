import * as z from 'zod/mini';

import { jsonStrings, shortName, wellFormed } from './json-strings.ts';
import { multipartParts } from './multipart.ts';
import { isPlainName, isPlainValue, lowerAscii, part, trimBlanks } from './request-text.ts';
import type { RequestPart } from './scoring.ts';

/** Where in a request a part stood. A bare payload is one part of kind `text`. */
export const REQUEST_PART_KINDS = [
  'path',
  'query',
  'query_name',
  'form',
  'form_name',
  'json',
  'json_name',
  'multipart',
  'file_name',
  'cookie',
  'referer',
  'header',
  'body',
  'text',
] as const;
export type RequestPartKind = (typeof REQUEST_PART_KINDS)[number];

/** A request as the application received it; nothing decoded. */
export const httpRequestSchema = z.object({
  method: z.string().check(z.minLength(1)),
  /** Request target, or an absolute URL. */
  url: z.string().check(z.minLength(1)),
  /** A header that was sent more than once has a list. Names in any case. */
  headers: z._default(z.record(z.string(), z.union([z.string(), z.array(z.string())])), {}),
  body: z.optional(z.string()),
});
export type HttpRequest = z.infer<typeof httpRequestSchema>;

/** Say how the message travels, not what it says; dropped while their value is plain. */
const TRANSPORT_HEADERS = new Set([
  'accept-encoding',
  'cache-control',
  'connection',
  'content-length',
  'date',
  'dnt',
  'expect',
  'keep-alive',
  'max-forwards',
  'pragma',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'upgrade-insecure-requests',
]);

const pairs = (
  text: string,
  kind: RequestPartKind,
  nameKind: RequestPartKind,
  separator = '&',
): RequestPart[] =>
  text.split(separator).flatMap((raw) => {
    const pair = separator === ';' ? trimBlanks(raw) : raw;
    const equals = pair.indexOf('=');
    if (equals < 0) return [part(kind, '', pair)];
    const name = pair.slice(0, equals);
    const value = part(kind, shortName(name), pair.slice(equals + 1));
    return isPlainName(name) ? [value] : [part(nameKind, shortName(name), name), value];
  });

const targetParts = (
  target: string,
  pathKind: RequestPartKind,
  kind: RequestPartKind,
  nameKind: RequestPartKind,
): RequestPart[] => {
  const question = target.indexOf('?');
  if (question < 0) return [part(pathKind, '', target)];
  const query = pairs(target.slice(question + 1), kind, nameKind);
  return [part(pathKind, '', target.slice(0, question)), ...query];
};

const ABSOLUTE_URL = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/([^/?#]*)/;

const urlParts = (url: string): RequestPart[] => {
  const origin = ABSOLUTE_URL.exec(url);
  if (!origin) return targetParts(url, 'path', 'query', 'query_name');
  const authority = origin[1] ?? '';
  return [
    ...(isPlainValue(authority) ? [] : [part('header', ':authority', authority)]),
    ...targetParts(url.slice(origin[0].length), 'path', 'query', 'query_name'),
  ];
};

const headerParts = ([name, value]: [string, string]): RequestPart[] => {
  if (name === 'cookie') return pairs(value, 'cookie', 'cookie', ';');
  if (name === 'referer') {
    const origin = ABSOLUTE_URL.exec(value);
    const target = origin ? value.slice(origin[0].length) : value;
    return targetParts(target, 'referer', 'referer', 'referer');
  }
  if (TRANSPORT_HEADERS.has(name) && isPlainValue(value)) return [];
  return [part('header', shortName(name), value)];
};

const LOOKS_LIKE_FORM = /^[A-Za-z0-9_.~%[\]-]{1,64}=[^\r\n]*$/;

const bodyParts = (body: string, contentType: string): RequestPart[] => {
  const media = lowerAscii(trimBlanks(contentType.split(';', 1)[0] ?? ''));
  const form = media === 'application/x-www-form-urlencoded';
  if (form) return pairs(body, 'form', 'form_name');
  const sections = media.startsWith('multipart/') ? multipartParts(body, contentType) : undefined;
  if (sections) return sections;
  // Frameworks read JSON under many names and under none, so the text decides.
  const strings = jsonStrings(body);
  if (strings) {
    return strings.flatMap(({ isKey, path, text }) => {
      if (!isKey) return [part('json', path, text)];
      return isPlainName(text) ? [] : [part('json_name', path, text)];
    });
  }
  if (media === '' && LOOKS_LIKE_FORM.test(body)) return pairs(body, 'form', 'form_name');
  return [part('body', '', body)];
};

const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The canonical form of a request: what the model sees of it, part by part.
 *
 * Order: URL, headers by name and value, body. Texts are as written (percent-encoding stays);
 * JSON strings are their values. Names of values are parts of their own where they are not plain
 * words. Empty texts are left out. The same vectors, `golden/request-parts.json`, bind this and
 * `ngwaf_model.request_parts` in Python.
 */
export const requestParts = (request: HttpRequest): RequestPart[] => {
  const headers = Object.entries(request.headers)
    .flatMap(([name, value]) =>
      [value]
        .flat()
        .map((one): [string, string] => [lowerAscii(wellFormed(name)), wellFormed(one)]),
    )
    .sort((a, b) => byCodeUnits(a[0], b[0]) || byCodeUnits(a[1], b[1]));
  const contentType = headers.find(([name]) => name === 'content-type')?.[1] ?? '';
  const method = wellFormed(request.method);
  const all = [
    ...(isPlainName(method) ? [] : [part('header', ':method', method)]),
    ...urlParts(wellFormed(request.url)),
    ...headers.flatMap(headerParts),
    ...bodyParts(wellFormed(request.body ?? ''), contentType),
  ];
  return all.filter(({ text }) => text !== '');
};
