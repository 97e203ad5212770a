import { existsSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { strToU8, zipSync } from 'fflate';

import { createCodeStore } from './code-store.ts';

const newStore = () => {
  const root = mkdtempSync(join(tmpdir(), 'code-'));
  return { root, store: createCodeStore(root) };
};
const zip = (files: Record<string, string>) =>
  Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([k, v]) => [k, strToU8(v)]))));

describe('createCodeStore', () => {
  it('keeps code under its hash, once however often it comes', async () => {
    const { root, store } = newStore();
    const code = zip({ 'main.cjs': '1', 'lib/a.txt': 'a' });

    const hashes = await Promise.all([store.save(code), store.save(code)]);
    const folder = store.folder(hashes[0]);

    expect(hashes[0]).toBe(hashes[1]);
    expect(readFileSync(join(folder, 'lib/a.txt'), 'utf8')).toBe('a');
    expect(readdirSync(root)).toHaveLength(1);
  });

  it.each([
    ['what is no zip file', Buffer.from('text')],
    ['an entry outside of the folder', zip({ '../outside.txt': 'x' })],
  ])('refuses %s', async (_, bytes) => {
    const { root, store } = newStore();

    await expect(store.save(bytes)).rejects.toMatchObject({
      code: 'InvalidParameterValueException',
    });
    expect(existsSync(join(root, '..', 'outside.txt'))).toBe(false);
  });

  it('says that code is not there', () => {
    expect(() => newStore().store.folder('AAAA')).toThrow('deploy the function again');
  });
});
