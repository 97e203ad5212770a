import { createHash } from 'node:crypto';

import fc from 'fast-check';

import { validateDataSet } from './validate-data-set.ts';

const HEADER = 'payload,label,is_url';
const rows = (count: number, label: (n: number) => number = (n) => n % 2) =>
  Array.from({ length: count }, (_, n) => `value ${n},${label(n)},FALSE`);
const csv = (...lines: string[]) => `${lines.join('\n')}\n`;
const good = csv(HEADER, ...rows(60));

/** A content in pieces of a size, as a network gives it. */
const inPieces = async function* (content: string | Uint8Array, size = 64 * 1024) {
  const bytes = Buffer.from(content);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
};
const validate = (content: string | Uint8Array, size?: number, maxBytes = 1_000_000) =>
  validateDataSet(inPieces(content, size), maxBytes);
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

describe('validateDataSet', () => {
  it('tells size, hash and rows per class', async () => {
    const content = csv(HEADER, ...rows(90, (n) => (n < 30 ? 1 : 0)));

    const { facts, snapshot } = await validate(content);

    expect(facts).toEqual({
      bytes: Buffer.byteLength(content),
      sha256: createHash('sha256').update(content).digest('hex'),
      rows: { malicious: 30, benign: 60 },
    });
    expect(snapshot.sha256).toBe(createHash('sha256').update(snapshot.content).digest('hex'));
  });

  it('masks the payloads, drops further columns, and says in which line each row ends', async () => {
    const content = [
      'note,is_url,payload,label',
      'x,TRUE,"a\r\nb ""c""",1',
      'hunter2,true,password=hunter2,0',
      '',
      'x,FALSE,"d\ne",1',
      ...rows(60).map((_, n) => `x,FALSE,v${n},${n % 2}`),
      '',
    ].join('\r\n');

    const { snapshot } = await validate(content);

    expect(
      String(snapshot.content)
        .split(/\n(?=")/)
        .slice(0, 5),
    ).toEqual([
      'payload,label,is_url,line',
      '"a\r\nb ""c""",1,TRUE,3',
      '"password=masked",0,true,4',
      '"d\ne",1,FALSE,7',
      '"v0",0,FALSE,8',
    ]);
  });

  it.each([
    ['a byte order mark', `\ufeff${good}`],
    ['Windows line ends', good.replaceAll('\n', '\r\n')],
    ['no line end at the end', good.trimEnd()],
    ['empty lines', good.replaceAll('\n', '\n\n')],
    ['further columns', csv(`source,${HEADER},note`, ...rows(60).map((row) => `x,${row},"a, b"`))],
    [
      'columns in another order',
      csv('is_url,label,payload', ...rows(60).map((_, n) => `true,${n % 2},x`)),
    ],
    [
      'is_url in any case',
      csv(
        HEADER,
        ...rows(30).map((_, n) => `x,${n % 2},true`),
        ...rows(30).map((_, n) => `x,${n % 2},False`),
      ),
    ],
    [
      'a payload over several lines',
      csv(HEADER, ...rows(60), '"GET / HTTP/1.1\r\nHost: x\n\n""quoted""",1,TRUE'),
    ],
    ['a payload with NUL', csv(HEADER, ...rows(60), 'a\u0000b,1,FALSE')],
  ])('takes a file with %s', async (_case, content) => {
    await expect(validate(content)).resolves.toMatchObject({
      facts: { rows: { benign: expect.any(Number) as number } },
    });
  });

  it('reads the same wherever the network cuts', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 50 }),
        async (payloads, size) => {
          const content = csv(
            HEADER,
            ...rows(60),
            ...payloads.map((text) => `${quoted(text)},1,TRUE`),
          );

          const { facts } = await validate(content, size);

          expect(facts.rows).toEqual({ malicious: 30 + payloads.length, benign: 30 });
        },
      ),
    ));

  it.each<[string, string | Uint8Array, RegExp]>([
    ['empty', '', /expected a CSV file, found an empty file/],
    ['a header alone', csv(HEADER), /at least 50 rows, found 0 rows/],
    ['of too few rows', csv(HEADER, ...rows(49)), /at least 50 rows, found 49 rows/],
    [
      'of one class',
      csv(HEADER, ...rows(60, () => 0)),
      /at least 10 rows of each class, found 0 malicious and 60 benign/,
    ],
    [
      'of hardly any of a class',
      csv(HEADER, ...rows(60, (n) => (n < 9 ? 0 : 1))),
      /found 51 malicious and 9 benign/,
    ],
    [
      'without a column',
      csv('payload,is_url', 'a,TRUE'),
      /line 1: expected the columns payload, label, is_url, found .* no label/,
    ],
    ['without a header', csv(...rows(60)), /line 1: expected the columns/],
    ['with an empty line before the header', `\n${good}`, /line 1: expected the header, found an/],
    [
      'with a column twice',
      csv(`${HEADER},label`, 'a,1,TRUE,0'),
      /each column once, found "label" twice/,
    ],
    [
      'with another label',
      csv(HEADER, 'a,0,TRUE', 'b,2,TRUE'),
      /line 3: expected label 0 or 1, found label "2"/,
    ],
    [
      'with no label',
      csv(HEADER, 'a,,TRUE'),
      /line 2: expected label 0 or 1, found label an empty string/,
    ],
    [
      'with another is_url',
      csv(HEADER, 'a,1,yes'),
      /line 2: expected is_url TRUE or FALSE, found is_url "yes"/,
    ],
    [
      'with an empty payload',
      csv(HEADER, ',1,TRUE'),
      /line 2: expected a payload, found an empty one/,
    ],
    [
      'with a value too many',
      csv(HEADER, 'a,1,TRUE', 'b,c,1,TRUE'),
      /line 3: expected CSV with as many values in each row as in the header, 3, found 4/,
    ],
    ['with a value too few', csv(HEADER, 'a,1'), /line 2: expected CSV .* the header, 3, found 2/],
    ['with an open quote', csv(HEADER, '"never closed,0,TRUE'), /a quote that is never closed/],
    ['with a quote in the middle', csv(HEADER, 'a"b"c,0,TRUE'), /a quote elsewhere/],
    ['with text behind a quote', csv(HEADER, '"a"b,0,TRUE'), /a quote elsewhere/],
    ['no table at all', '{"payload": "a"}\n', /line 1: expected CSV/],
    [
      'in Latin-1',
      Buffer.from(csv(HEADER, 'ok,0,TRUE', 'gr\u00fc\u00df,1,TRUE'), 'latin1'),
      /line 3: expected text in UTF-8/,
    ],
    ['in UTF-16', Buffer.from(`\ufeff${good}`, 'utf16le'), /line 1: expected text in UTF-8/],
    [
      'compressed',
      Buffer.from([0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0, 0, 3, 0xca]),
      /line 1: expected text in UTF-8/,
    ],
    [
      'cut within a character',
      Buffer.concat([Buffer.from(good), Buffer.from([0xe2, 0x82])]),
      /line 62: expected text in UTF-8/,
    ],
    [
      'with a row of over 1 MB',
      csv(HEADER, `"${'x'.repeat(1_100_000)}",1,TRUE`),
      /at most 1048576 bytes/,
    ],
  ])('refuses a file that is %s', async (_case, content, message) => {
    for (const size of [1_000_000, 7]) {
      await expect(validateDataSet(inPieces(content, size), 10_000_000)).rejects.toMatchObject({
        name: 'DataSetInvalidError',
        code: 'data_set_invalid',
        message: expect.stringMatching(message) as string,
        details: { expected: expect.any(String) as string, found: expect.any(String) as string },
      });
    }
  });

  it('reads a header of very many columns in time that grows with them alone', async () => {
    const names = Array.from({ length: 150_000 }, (_, index) => index.toString(36));
    const startedAt = performance.now();

    await expect(validate(csv(`${HEADER},${names.join(',')},label`))).rejects.toThrow(
      'each column once, found "label" twice',
    );

    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  it('reads no further than it may', async () => {
    let given = 0;
    const endless = async function* () {
      yield Buffer.from(`${HEADER}\n`);
      for (;;) {
        given += 1;
        yield Buffer.from(`${'x'.repeat(1_000)},1,TRUE\n`);
      }
    };

    await expect(validateDataSet(endless(), 100_000)).rejects.toThrow('at most 100000 bytes');
    expect(given).toBeLessThan(200);
  });

  it('passes on errors of the network', async () => {
    const broken = async function* () {
      yield Buffer.from(`${HEADER}\n`);
      throw new Error('socket hang up');
    };

    await expect(validateDataSet(broken(), 100_000)).rejects.toThrow('socket hang up');
  });

  it('answers every input by facts or by what is wrong with it', () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const content = Buffer.concat([Buffer.from(csv(HEADER, ...rows(60))), bytes]);

        const result = await validate(content).catch((error: Error) => error.name);

        expect(['DataSetInvalidError', 'object']).toContain(
          typeof result === 'object' ? 'object' : result,
        );
      }),
    ));
});
