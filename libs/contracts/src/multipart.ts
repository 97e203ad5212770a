import { shortName } from './json-strings.ts';
import { isPlainValue, lowerAscii, part, trimBlanks } from './request-text.ts';
import type { RequestPart } from './scoring.ts';

const BOUNDARY = /;[ \t]*boundary=(?:"([^"]+)"|([^;, \t"]+))/i;
const BLANK_LINE = /\r?\n\r?\n/;
const DISPOSITION = /^form-data;[ \t]*name="([^"\\]*)"(?:;[ \t]*filename="([^"\\]*)")?$/i;

const headerParts = (lines: string[]): { name: string; parts: RequestPart[] } => {
  let name = '';
  const parts: RequestPart[] = [];
  for (const line of lines) {
    const colon = line.indexOf(':');
    const header = colon < 0 ? '' : lowerAscii(trimBlanks(line.slice(0, colon)));
    const value = colon < 0 ? line : trimBlanks(line.slice(colon + 1));
    const disposition = header === 'content-disposition' ? DISPOSITION.exec(value) : null;
    if (disposition) {
      name = shortName(disposition[1] ?? '');
      parts.push(part('file_name', name, disposition[2] ?? ''));
      if (!isPlainValue(name)) parts.push(part('multipart', name, disposition[1] ?? ''));
    } else if (header === 'content-disposition' || !isPlainValue(value.replaceAll('/', ''))) {
      // In a form that we do not take apart: kept whole, so that nothing hides in it.
      parts.push(part('header', shortName(header), value));
    }
  }
  return { name, parts };
};

const sectionParts = (section: string): RequestPart[] => {
  const blank = BLANK_LINE.exec(section);
  if (!blank) return [part('multipart', '', section)];
  const { name, parts } = headerParts(section.slice(0, blank.index).split(/\r?\n/));
  return [...parts, part('multipart', name, section.slice(blank.index + blank[0].length))];
};

/**
 * The parts of a multipart body: file names, values, and whatever stands around the sections.
 *
 * @returns `undefined` when the content type names no boundary or the body never uses it.
 */
export const multipartParts = (body: string, contentType: string): RequestPart[] | undefined => {
  const found = BOUNDARY.exec(contentType);
  const boundary = found?.[1] ?? found?.[2];
  if (boundary === undefined) return undefined;
  const [preamble = '', ...rest] = body.split(`--${boundary}`);
  if (rest.length === 0) return undefined;
  const last = rest.at(-1) ?? '';
  const epilogue = last.startsWith('--') ? last.slice(2) : undefined;
  const sections = epilogue === undefined ? rest : rest.slice(0, -1);
  const outside = [preamble, epilogue ?? ''].filter((text) => /[^\r\n \t]/.test(text));
  return [
    // A section ends with the line break that belongs to the next boundary.
    ...sections.flatMap((section) => sectionParts(section.replace(/^\r?\n|\r?\n$/g, ''))),
    ...outside.map((text) => part('body', '', text)),
  ];
};
