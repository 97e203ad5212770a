import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Finding } from './finding.ts';

const MIN_REASON_LENGTH = 20;

const skipSchema = z.strictObject({
  check: z.string().min(1),
  rule: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]),
  where: z.string().min(1).default('*'),
  reason: z
    .string()
    .trim()
    .min(MIN_REASON_LENGTH, `expected a reason of ${MIN_REASON_LENGTH} characters or more`),
});

/** A finding that is let be, wherever its place matches `where`. */
export type Skip = Omit<z.infer<typeof skipSchema>, 'rule'> & { rule: string };

export const SKIPS_FILE = join(import.meta.dirname, '..', 'skips.yaml');

/**
 * The skips that a file of `skips.yaml`'s form holds.
 *
 * @throws {Error} it has another form, names a check that there is not, or lacks a reason.
 */
export const parseSkips = (text: string, checks: string[]): Skip[] => {
  const skips = z.array(skipSchema).safeParse(parse(text));
  if (!skips.success) throw new Error(`skips.yaml: ${z.prettifyError(skips.error)}`);
  const unknown = skips.data.find(({ check }) => !checks.includes(check));
  if (unknown) {
    throw new Error(
      `skips.yaml: no check is named "${unknown.check}"; there are ${checks.join(', ')}`,
    );
  }
  return skips.data.flatMap(({ rule, ...skip }) =>
    [rule].flat().map((each) => ({ ...skip, rule: each })),
  );
};

export const readSkips = (checks: string[]): Skip[] =>
  parseSkips(readFileSync(SKIPS_FILE, 'utf8'), checks);

const matches = (pattern: string, text: string): boolean =>
  new RegExp(`^${pattern.split('*').map(escape).join('.*')}$`).test(text);

const escape = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');

export interface Sorted {
  open: Finding[];
  skipped: Finding[];
  /** Skips that no finding needed: they would hide the next one of that name. */
  unused: Skip[];
}

/** Sorts the findings of one check by its skips. */
export const applySkips = (findings: Finding[], skips: Skip[]): Sorted => {
  const covers = ({ rule, where }: Skip, finding: Finding) =>
    rule === finding.rule && matches(where, finding.where);
  const isSkipped = (finding: Finding) => skips.some((skip) => covers(skip, finding));
  return {
    open: findings.filter((finding) => !isSkipped(finding)),
    skipped: findings.filter(isSkipped),
    unused: skips.filter((skip) => !findings.some((finding) => covers(skip, finding))),
  };
};
