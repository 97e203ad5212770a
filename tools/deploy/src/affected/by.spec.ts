import { deployedBy } from './by.ts';

it("names a workflow's run, by its address", () => {
  const env = {
    GITHUB_ACTOR: 'octocat',
    GITHUB_RUN_ID: '42',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'owner/waf',
  };

  expect(deployedBy(env)).toBe('octocat (https://github.com/owner/waf/actions/runs/42)');
});

it('names a person by account and machine', () => {
  expect(deployedBy({})).toMatch(/^[^@]+@.+$/);
});
