import { runInNewContext } from 'node:vm';
import { strFromU8, unzipSync } from 'fflate';
import { placeholderZip } from './placeholder-zip.ts';

it('is the same bytes each time', () => {
  expect(Buffer.from(placeholderZip()).equals(placeholderZip())).toBe(true);
});

it('holds a handler that fails and says what to do', async () => {
  const code = strFromU8(unzipSync(placeholderZip())['main.cjs'] ?? new Uint8Array());
  const module = { exports: {} as { handler: () => Promise<unknown> } };
  runInNewContext(code, { exports: module.exports, Error });

  await expect(module.exports.handler()).rejects.toThrow('run the deploy tool');
});
