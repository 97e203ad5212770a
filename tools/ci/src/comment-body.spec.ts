import { commentBody, MARKER } from './comment-body.ts';

const commit = 'abcdef01'.repeat(5);

it('shows what every environment comes to, and the plan itself on demand', () => {
  const plans = [
    { environment: 'dev', text: 'resource …\n\nPlan: 1 to add, 2 to change, 0 to destroy.\n' },
    { environment: 'prod', text: 'No changes. Your infrastructure matches the configuration.\n' },
  ];

  expect(commentBody(plans, commit)).toBe(`${MARKER}

### Terraform plan of abcdef01

<details><summary><b>dev</b>: Plan: 1 to add, 2 to change, 0 to destroy.</summary>

\`\`\`text
resource …

Plan: 1 to add, 2 to change, 0 to destroy.
\`\`\`

</details>

<details><summary><b>prod</b>: No changes. Your infrastructure matches the configuration.</summary>

\`\`\`text
No changes. Your infrastructure matches the configuration.
\`\`\`

</details>`);
});

it('lets nothing in a plan end its fence', () => {
  const body = commentBody([{ environment: 'dev', text: 'a\n```\n<script>' }], commit);

  expect(body).toContain('````text\na\n```\n<script>\n````');
});

it('stays within what GitHub takes', () => {
  const text = 'x'.repeat(100_000);
  const plans = ['dev', 'staging', 'prod'].map((environment) => ({ environment, text }));

  const body = commentBody(plans, commit);

  expect(body.length).toBeLessThanOrEqual(65_536);
  expect(body).toContain('characters more; the artefact of the run has all of it');
});
