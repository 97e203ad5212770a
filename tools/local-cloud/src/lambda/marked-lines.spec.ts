import { PassThrough } from 'node:stream';

import fc from 'fast-check';

import { readMarkedLines } from './marked-lines.ts';

const mark = '\0token\0';

const read = () => {
  const stream = new PassThrough();
  const lines: string[] = [];
  const marked = readMarkedLines(stream, mark, (line) => lines.push(line));
  return { stream, lines, marked };
};

describe('readMarkedLines', () => {
  it('has read what stands before a mark when the mark is told', async () => {
    const { stream, lines, marked } = read();

    stream.write(`a\nb${mark}c\n`);
    await marked.nextMark();

    expect(lines.slice(0, 2)).toEqual(['a', 'b']);
  });

  it('waits for one mark after the other', async () => {
    const { stream, marked } = read();
    let isSecondTold = false;
    const first = marked.nextMark();
    const second = marked.nextMark().then(() => (isSecondTold = true));

    stream.write(mark);
    await first;
    const afterFirst = isSecondTold;
    stream.write(mark);
    await second;

    expect([afterFirst, isSecondTold]).toEqual([false, true]);
  });

  it('tells every mark when the stream ends, and gives the last line', async () => {
    const { stream, lines, marked } = read();
    const never = marked.nextMark();

    stream.end('half a line');
    await never;

    expect(lines).toEqual(['half a line']);
  });

  it('gives the same lines however they are cut', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.stringMatching(/^[a-z é]{1,6}$/), { maxLength: 8 }),
        fc.integer({ min: 1, max: 5 }),
        async (expected, size) => {
          const { stream, lines, marked } = read();
          const bytes = Buffer.from(expected.map((line) => `${line}\n`).join('') + mark);

          for (let at = 0; at < bytes.length; at += size)
            stream.write(bytes.subarray(at, at + size));
          await marked.nextMark();

          expect(lines).toEqual(expected);
        },
      ),
      { numRuns: 50 },
    ));

  it('turns the carriage returns of one message into its line breaks', async () => {
    const { stream, lines, marked } = read();

    stream.write(`one\rtwo\n${mark}`);
    await marked.nextMark();

    expect(lines).toEqual(['one\ntwo']);
  });
});
