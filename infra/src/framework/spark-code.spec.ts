import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { featuresZip } from './spark-code.ts';

it('holds the package and the catalogue, the same bytes each time', () => {
  expect(Object.keys(unzipSync(featuresZip()))).toEqual(
    expect.arrayContaining(['ngwaf_features/__init__.py', 'ngwaf_features/catalogue.json']),
  );
  expect(Buffer.from(featuresZip()).equals(Buffer.from(featuresZip()))).toBe(true);
});

it('is imported by Python as it is, the catalogue read from within', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ngwaf-spark-'));
  const zip = join(folder, 'features.zip');
  writeFileSync(zip, featuresZip());
  const code = `import sys; sys.path.insert(0, ${JSON.stringify(zip)})
from ngwaf_features import find_model
print(find_model('gambling-behaviour-marketing')['code'])`;

  const printed = execFileSync('python3', ['-I', '-c', code], { encoding: 'utf8' });

  expect(printed.trim()).toBe('gb-marketing');
  rmSync(folder, { recursive: true });
});
