import { hostname, userInfo } from 'node:os';

/** Who deploys, as the record of a release names them: a workflow's run, or a person's account. */
export const deployedBy = (env: NodeJS.ProcessEnv): string => {
  const run = env['GITHUB_RUN_ID'];
  if (run === undefined) return `${userInfo().username}@${hostname()}`;
  const repository = `${env['GITHUB_SERVER_URL'] ?? ''}/${env['GITHUB_REPOSITORY'] ?? ''}`;
  return `${env['GITHUB_ACTOR'] ?? 'github'} (${repository}/actions/runs/${run})`;
};
