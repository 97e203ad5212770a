import type { ShippedPackage } from './package-folder.ts';

const INTRODUCTION = `# Licences of what is shipped

What of others is in the artefacts that a deployment ships: the bundles under \`apps/\`. The bundle of the
notebook is this repository's own code; what it imports is installed from PyPI on the notebook instance
and is not handed on from here. Whoever gives the bundles to others gives this file with them.

Made by \`npm run licences\` from the reports of the builds; \`npm test\` fails when it is out of date or
when a licence is not one of those in
[\`allowed.ts\`](tools/scrutiny/src/licences/allowed.ts).
`.trim();

const byName = (a: ShippedPackage, b: ShippedPackage): number =>
  a.name === b.name ? (a.version < b.version ? -1 : 1) : a.name < b.name ? -1 : 1;

const row = (cells: string[]): string => `| ${cells.join(' | ')} |`;

/** A fence longer than any inside. */
const fenced = (text: string): string => ['````text', text, '````'].join('\n');

/** The text of `THIRD_PARTY_LICENSES.md`: a table of packages, then each notice once. */
export const licencesDocument = (packages: ShippedPackage[]): string => {
  const sorted = [...packages].sort(byName);
  const table = [
    row(['package', 'version', 'licence', 'in']),
    row(['---', '---', '---', '---']),
    ...sorted.map(({ name, version, licence, where }) =>
      row([name, version, licence, [...where].sort().join(', ')]),
    ),
  ];
  const holders = new Map<string, string[]>();
  for (const { name, texts } of sorted) {
    for (const text of texts) holders.set(text, [...(holders.get(text) ?? []), name]);
  }
  const notices = [...holders].map(
    ([text, names]) => `## ${[...new Set(names)].join(', ')}\n\n${fenced(text)}`,
  );
  return `${[INTRODUCTION, table.join('\n'), ...notices].join('\n\n')}\n`;
};
