import { gzipSync } from 'node:zlib';

import { readArtefact, UnreadableArtefactError } from './artefact.ts';
import { BUCKETS } from './buckets.ts';
import { FEATURE_FORMAT } from './features.ts';

/** An entry of a tar archive; type `0` is a plain file, `x` pax's attributes of the next one. */
const entry = (name: string, content: Buffer, type = '0'): Buffer => {
  const header = Buffer.alloc(512);
  header.write(name);
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write(type, 156);
  return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
};
const archiveOf = (...entries: Buffer[]) =>
  gzipSync(Buffer.concat([...entries, Buffer.alloc(1024)]));

const npy = (values: Buffer, header: string): Buffer => {
  const length = Buffer.alloc(2);
  length.writeUInt16LE(header.length);
  return Buffer.concat([
    Buffer.from('\x93NUMPY\x01\0', 'latin1'),
    length,
    Buffer.from(header),
    values,
  ]);
};
const shape = (size: number) => `{'descr': '<f2', 'fortran_order': False, 'shape': (${size},), }\n`;
/** One, minus two, the smallest number of 16 bits, minus a third of 2^-14, then zeros. */
const values = Buffer.alloc(2 * BUCKETS);
[0x3c00, 0xc000, 0x0001, 0x8155, 0x7bff].forEach((bits, at) => values.writeUInt16LE(bits, 2 * at));
const weights = entry('./weights.npy', npy(values, shape(BUCKETS)));

const MANIFEST = {
  format: 1,
  version: 'job-1',
  features: { format: FEATURE_FORMAT, bucket_bits: 18 },
  threshold: 0.75,
  calibration: { slope: 1.5, offset: -0.5 },
  intercept: 0.25,
};
const manifestOf = (changes: object) =>
  entry('manifest.json', Buffer.from(JSON.stringify({ ...MANIFEST, ...changes })));

describe('readArtefact', () => {
  it('reads what scoring needs, however the archive was written', async () => {
    const attributes = entry('PaxHeader/weights.npy', Buffer.from('20 mtime=1.5\n'), 'x');
    const folder = entry('./', Buffer.alloc(0), '5');

    const artefact = await readArtefact(archiveOf(folder, manifestOf({}), attributes, weights));

    expect(artefact).toMatchObject({ version: 'job-1', threshold: 0.75, intercept: 0.25 });
    expect(artefact.calibration).toEqual({ slope: 1.5, offset: -0.5 });
    expect([...artefact.weights.subarray(0, 6)]).toEqual([
      1,
      -2,
      2 ** -24,
      -341 * 2 ** -24,
      65504,
      0,
    ]);
  });

  it.each([
    ['features', { features: { format: FEATURE_FORMAT + 1, bucket_bits: 18 } }],
    ['buckets', { features: { format: FEATURE_FORMAT, bucket_bits: 20 } }],
    ['artefact', { format: 2 }],
    ['nothing', { format: undefined, features: undefined }],
  ])('refuses another format of %s, naming both', async (_name, changes) => {
    const reading = readArtefact(archiveOf(manifestOf(changes), weights));

    await expect(reading).rejects.toThrow(UnreadableArtefactError);
    await expect(reading).rejects.toThrow(/^expected an artefact of \{.*\}, found \{.*\}$/);
  });

  it.each([
    ['no weights', [manifestOf({})], 'expected weights.npy in the artefact, found manifest.json'],
    ['no manifest', [weights], 'expected manifest.json in the artefact, found weights.npy'],
    [
      'too few weights',
      [manifestOf({}), entry('weights.npy', npy(values.subarray(0, 4), shape(2)))],
      `expected ${BUCKETS} weights, found 2`,
    ],
    [
      'weights cut short',
      [manifestOf({}), entry('weights.npy', npy(values.subarray(0, 4), shape(BUCKETS)))],
      'expected 16-bit floats in one dimension',
    ],
    [
      'weights of 32 bits',
      [manifestOf({}), entry('weights.npy', npy(values, shape(BUCKETS).replace('f2', 'f4')))],
      'expected 16-bit floats in one dimension',
    ],
    ['weights of another kind', [manifestOf({}), entry('weights.npy', Buffer.from('x'))], '.npy'],
    ['a threshold in words', [manifestOf({ threshold: 'half' }), weights], 'threshold'],
  ])('refuses an artefact with %s', async (_name, entries, message) => {
    await expect(readArtefact(archiveOf(...entries))).rejects.toThrow(message);
  });

  it('refuses an archive that ends inside a file', async () => {
    const cut = gzipSync(Buffer.concat([manifestOf({}), weights.subarray(0, 4096)]));

    await expect(readArtefact(cut)).rejects.toThrow('ends inside weights.npy');
  });

  it('refuses what is no archive', async () => {
    await expect(readArtefact(Buffer.from('hello'))).rejects.toThrow('incorrect header check');
  });
});
