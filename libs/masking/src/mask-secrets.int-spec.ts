import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';

import { maskSecrets } from './mask-secrets.ts';
import { oddText } from './testing/odd-text.ts';

const ROOT = join(import.meta.dirname, '../../..');
const PYTHON = join(ROOT, '.local/venv/bin/python');
const TEXTS = 20_000;
const PROGRAM = `
import json, sys
from ngwaf_model.masking import mask_secrets
print(json.dumps([mask_secrets(text) for text in json.load(sys.stdin)]))
`;

/** The same texts masked in Python. */
const maskInPython = (texts: string[]): string[] => {
  const { stdout, stderr, status } = spawnSync(PYTHON, ['-c', PROGRAM], {
    cwd: join(ROOT, 'notebooks'),
    input: JSON.stringify(texts),
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as string[];
};

it('masks as Python does, whatever the text', () => {
  const seed = Date.now();
  const texts = fc.sample(oddText, { numRuns: TEXTS, seed });

  const inPython = maskInPython(texts);

  const differing = texts.flatMap((text, index) => {
    const masked = maskSecrets(text);
    return masked === inPython[index] ? [] : [{ seed, text, masked, inPython: inPython[index] }];
  });
  expect(differing.slice(0, 3)).toEqual([]);
  expect(texts.filter((text) => maskSecrets(text) !== text).length).toBeGreaterThan(TEXTS / 10);
});
