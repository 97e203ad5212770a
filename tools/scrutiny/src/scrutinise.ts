import type { Check, Finding } from './finding.ts';
import { applySkips, type Skip } from './skips.ts';

export interface Verdict {
  name: string;
  status: 'passed' | 'failed' | 'not run';
  lines: string[];
}

const asLine = ({ rule, where, message }: Finding): string => `${where}: ${rule}: ${message}`;

/**
 * Runs one check and judges what it found. One that could not look has not passed: `isStrict` makes
 * that a failure.
 */
export const scrutinise = async (
  { name, run }: Check,
  skips: Skip[],
  isStrict: boolean,
): Promise<Verdict> => {
  const outcome = await run().catch((error: unknown) => ({ error }));
  if ('error' in outcome) {
    const message = outcome.error instanceof Error ? outcome.error.message : String(outcome.error);
    return { name, status: 'failed', lines: [message] };
  }
  if ('skipped' in outcome) {
    return { name, status: isStrict ? 'failed' : 'not run', lines: [outcome.skipped] };
  }
  const { open, skipped, unused } = applySkips(
    outcome.findings,
    skips.filter(({ check }) => check === name),
  );
  const stale = unused.map(
    ({ rule, where }) =>
      `skips.yaml: nothing needs the skip of ${rule} at ${where} any more: remove it`,
  );
  const lines = [...open.map(asLine), ...stale];
  if (lines.length > 0) return { name, status: 'failed', lines };
  const justified = skipped.length > 0 ? [`${skipped.length} let be, see skips.yaml`] : [];
  return { name, status: 'passed', lines: justified };
};
