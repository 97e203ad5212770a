import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Testing } from 'cdktf';
import { MODELS } from '@ngwaf/model-catalogue';
import { FUNCTION_NAMES } from '@ngwaf/contracts';
import { environments, type Environment } from '../config/environments.ts';
import { parseSynthesised } from '../testing/synthesised.ts';
import { NgwafStack } from './ngwaf-stack.ts';

/** As a link to a heading spells it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .replaceAll(' ', '-');

const runbook = readFileSync(join(import.meta.dirname, '../../../docs/runbook.md'), 'utf8');
const sections = new Map(
  runbook
    .split(/^## /m)
    .slice(1)
    .map((section) => [anchorOf(section.split('\n')[0] ?? ''), section]),
);
/** Names in the line of a section that begins with "Alarm". */
const alarmsNamedIn = (section: string): string[] => {
  const line = /^Alarms? (`[^]*?)\.\n/m.exec(section)?.[1] ?? '';
  return [...line.matchAll(/`([\w<>-]+)`/g)].map(([, name = '']) => name);
};

const codes = MODELS.filter(({ pipeline }) => pipeline === 'framework').map(({ code }) => code);
/** As the runbook names it: what each model or function has is there once, for any `<code>`. */
const asDocumented = (name: string): string => {
  if (FUNCTION_NAMES.some((each) => name === `${each}-errors`)) return '<function>-errors';
  const code = codes.find((each) => name.startsWith(`${each}-`));
  return code === undefined ? name : `<code>${name.slice(code.length)}`;
};

const alarmsOf = (environment: Environment) => {
  const stack = new NgwafStack(Testing.app(), environment.prefix, environment);
  const { resource } = parseSynthesised(Testing.synth(stack));
  return Object.values(resource['aws_cloudwatch_metric_alarm'] ?? {}).map((alarm) => ({
    name: asDocumented(String(alarm['alarm_name']).replace(`${environment.prefix}-`, '')),
    anchor: /docs\/runbook\.md#([\w-]+)$/.exec(String(alarm['alarm_description']))?.[1],
  }));
};

describe.each(environments())('the runbook, for the alarms of $prefix', (environment) => {
  // The scoring mode with all the alarms of the others: an environment may be told another any time.
  const scoring = { ...environment.scoring, mode: 'endpoint-with-fallback' } as const;
  const alarms = alarmsOf({ ...environment, scoring });

  it.each(alarms)('says what to do about $name', ({ name, anchor = 'none' }) => {
    expect([...sections.keys()]).toContain(anchor);
    expect(alarmsNamedIn(sections.get(anchor) ?? '')).toContain(name);
  });

  it('names no alarm that there is not', () => {
    const names = [...new Set(alarms.map(({ name }) => name))];

    expect([...sections.values()].flatMap(alarmsNamedIn).sort()).toEqual(names.sort());
  });
});

it('links to headings that there are', () => {
  const links = [...runbook.matchAll(/\]\(#([\w-]+)\)/g)].map(([, anchor = '']) => anchor);

  expect(links.length).toBeGreaterThan(0);
  expect(links.filter((anchor) => !sections.has(anchor))).toEqual([]);
});
