import type { HttpRequest } from '@ngwaf/contracts';

/**
 * A request from what a user typed: `Name: value` lines for headers, several of one name as a list.
 *
 * @returns what is wrong as text.
 */
export const readHeaders = (text: string): HttpRequest['headers'] | string => {
  const headers = new Map<string, string[]>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const [, name, value] = /^([^\s:]+):[ \t]*(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      return `Line ${index + 1} of the headers: expected "Name: value", found "${line}"`;
    }
    headers.set(name, [...(headers.get(name) ?? []), value]);
  }
  return Object.fromEntries(
    [...headers].map(([name, values]) => [name, values.length === 1 ? values[0]! : values]),
  );
};

export const writeHeaders = (headers: HttpRequest['headers']): string =>
  Object.entries(headers)
    .flatMap(([name, value]) => [value].flat().map((one) => `${name}: ${one}`))
    .join('\n');
