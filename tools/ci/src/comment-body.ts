/** By which the comment is found again. Invisible when rendered. */
export const MARKER = '<!-- ngwaf: terraform plan -->';

/** GitHub's limit for a comment. */
const MAX_COMMENT_LENGTH = 65_536;
/** Room for headings around the plans. */
const ROOM = 2_000;

/** The plan of one environment, as Terraform prints it. */
export interface Plan {
  environment: string;
  text: string;
}

const summaryOf = (text: string): string =>
  /^(Plan: .*|No changes\..*|Changes to Outputs:)$/m.exec(text)?.[1] ?? 'see below';

/** A fence that nothing inside ends. */
const fenced = (text: string): string => {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `${fence}text\n${text.trim()}\n${fence}`;
};

const shortened = (text: string, limit: number): string =>
  text.length <= limit
    ? text
    : `${text.slice(0, limit)}\n… ${text.length - limit} characters more; the artefact of the run has all of it`;

/** One comment for the plans of all environments. */
export const commentBody = (plans: Plan[], commit: string): string => {
  const limit = Math.floor((MAX_COMMENT_LENGTH - ROOM) / Math.max(1, plans.length)) - 200;
  const sections = plans.map(({ environment, text }) =>
    [
      `<details><summary><b>${environment}</b>: ${summaryOf(text)}</summary>`,
      fenced(shortened(text, limit)),
      '</details>',
    ].join('\n\n'),
  );
  return [MARKER, `### Terraform plan of ${commit.slice(0, 8)}`, ...sections].join('\n\n');
};
