import type { Finding, Section, Status } from './check.ts';

const MARKS: Record<Status, string> = {
  ok: 'ok',
  info: 'note',
  warning: 'WARNING',
  problem: 'PROBLEM',
  unknown: 'unknown',
};
const MARK_WIDTH = 9;

const findingLines = ({ check, status, found, expected, remedy }: Finding): string[] => {
  const indent = ' '.repeat(MARK_WIDTH + 2);
  return [
    `  ${MARKS[status].padEnd(MARK_WIDTH)}${check}: ${found}`,
    ...(expected === undefined ? [] : [`${indent}expected: ${expected}`]),
    ...(remedy === undefined ? [] : [`${indent}do: ${remedy}`]),
  ];
};

/** How many findings have this status. */
const count = (sections: readonly Section[], status: Status): number =>
  sections.flatMap(({ findings }) => findings).filter((finding) => finding.status === status)
    .length;

/** Whether anything would keep the stack from being applied or from working. */
export const hasProblem = (sections: readonly Section[]): boolean => count(sections, 'problem') > 0;

/** The report as text, a line for each finding and what to do beneath it. */
export const reportText = (sections: readonly Section[]): string =>
  [
    ...sections.map(({ title, findings }) => [title, ...findings.flatMap(findingLines)].join('\n')),
    (['problem', 'warning', 'unknown', 'ok'] as const)
      .map((status) => `${count(sections, status)} ${status}`)
      .join(', '),
  ].join('\n\n');
