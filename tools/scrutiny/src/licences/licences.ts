import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import satisfies from 'spdx-satisfies';
import type { Check, Finding } from '../finding.ts';
import { ROOT } from '../run-tool.ts';
import { ALLOWED_LICENCES } from './allowed.ts';
import { bundledPackages } from './bundled-packages.ts';
import { licencesDocument } from './document.ts';
import type { ShippedPackage } from './package-folder.ts';

export const DOCUMENT = 'THIRD_PARTY_LICENSES.md';

const isAllowed = (licence: string): boolean => {
  try {
    return satisfies(licence, ALLOWED_LICENCES);
  } catch {
    return false; // No SPDX expression: somebody has to read it.
  }
};

/** What is wrong with the licences of packages, given the document as it stands. */
export const judgeLicences = (packages: ShippedPackage[], document: string): Finding[] => {
  const at = ({ name, version }: ShippedPackage) => `${name} ${version}`;
  const notAllowed = packages
    .filter(({ licence }) => !isAllowed(licence))
    .map((shipped) => ({
      rule: 'licence-not-allowed',
      where: at(shipped),
      message: `${shipped.licence}, in ${shipped.where.join(', ')}`,
    }));
  const withoutNotice = packages
    .filter(({ texts }) => texts.length === 0)
    .map((shipped) => ({
      rule: 'no-notice',
      where: at(shipped),
      message: `${shipped.licence} asks for its notice, and the package has no such file`,
    }));
  const isCurrent = document === licencesDocument(packages);
  const outOfDate = { rule: 'out-of-date', where: DOCUMENT, message: 'run npm run licences' };
  return [...notAllowed, ...withoutNotice, ...(isCurrent ? [] : [outOfDate])];
};

export const licences: Check = {
  name: 'licences',
  about: `what is in the bundles: licences allowed, ${DOCUMENT} up to date`,
  run: () => {
    const file = join(ROOT, DOCUMENT);
    const document = existsSync(file) ? readFileSync(file, 'utf8') : '';
    return Promise.resolve({ findings: judgeLicences(bundledPackages(ROOT), document) });
  },
};
