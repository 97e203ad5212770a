import type { ModelDefinition } from '@ngwaf/model-catalogue';

/** `before-deposit` as `beforeDeposit`. */
export const constantName = (name: string): string =>
  name.replaceAll(/-(\w)/g, (_match, letter: string) => letter.toUpperCase());

/** An entry as the file that it lives in, to be formatted: on one line, so that short things stay so. */
export const entrySource = (entry: ModelDefinition): string =>
  [
    `import type { ModelDefinition } from '../schema/entry.ts';`,
    '',
    `/** ${entry.purpose.replaceAll('*/', '* /')} */`,
    `export const ${constantName(entry.name)}: ModelDefinition = ${JSON.stringify(entry)};`,
    '',
  ].join('\n');

const LIST_END = /\n\]\);/;

/** `models.ts` with one more entry at the end of its list; as it was where the entry is there. */
export const withEntry = (source: string, name: string): string => {
  const constant = constantName(name);
  const line = `import { ${constant} } from './models/${name}.ts';`;
  if (source.includes(line)) return source;
  return source
    .replace(
      "import { waf } from './models/waf.ts';",
      `${line}\nimport { waf } from './models/waf.ts';`,
    )
    .replace(LIST_END, `\n  ${constant},\n]);`);
};
