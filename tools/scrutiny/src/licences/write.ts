import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../run-tool.ts';
import { bundledPackages } from './bundled-packages.ts';
import { licencesDocument } from './document.ts';
import { DOCUMENT } from './licences.ts';

const packages = bundledPackages(ROOT);
writeFileSync(join(ROOT, DOCUMENT), licencesDocument(packages));
console.log(`${DOCUMENT}: ${packages.length} packages`);
