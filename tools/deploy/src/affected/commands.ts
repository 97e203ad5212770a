import { resolve } from 'node:path';
import { UsageError, defineCommand, type Command, type Values } from '@ngwaf/tool-cli';
import { TARGET_OPTIONS, targetOf } from '../target-options.ts';
import { deployedBy } from './by.ts';
import { deployAffected, hasChanged } from './deploy-affected.ts';

/** The options once more, for the deployments that are started; they run in the root. */
const targetArguments = ({ env, outputs }: Values<typeof TARGET_OPTIONS>): string[] => [
  ...(env === undefined ? [] : [`--env=${env}`]),
  ...(outputs === undefined ? [] : [`--outputs=${resolve(outputs)}`]),
];

const affected = defineCommand({
  name: 'affected',
  summary: 'everything that changed since the last release, which is recorded',
  options: {
    ...TARGET_OPTIONS,
    'allow-dirty': {
      type: 'boolean',
      description: 'ship uncommitted changes, too; no release is recorded then',
    },
  },
  details: `Runs "nx affected -t deploy" with the commit that the environment runs as its base; everything is
shipped where that commit is not known. If anything fails, the record stays, and the next run ships the
same again. Terraform is not run.`,
  async run({ 'allow-dirty': allowDirty, ...target }, _arguments, surroundings) {
    const { root, env, print } = surroundings;
    await deployAffected(await targetOf(target, surroundings), {
      root,
      print,
      by: deployedBy(env),
      now: () => new Date(),
      allowDirty,
      targetArguments: targetArguments(target),
    });
  },
});

const changed = defineCommand({
  name: 'changed',
  summary: 'prints whether a project changed since the last release: true or false',
  arguments: '<project>',
  options: TARGET_OPTIONS,
  details: 'For example, whether to plan and apply infrastructure: deploy changed infra',
  async run(values, [project], surroundings) {
    if (project === undefined) throw new UsageError('changed: a project is missing');
    const { root, print, note } = surroundings;
    const answer = await hasChanged(await targetOf(values, surroundings), project, { root });
    note(`Looked at ${answer.why}.`);
    print(String(answer.changed));
  },
});

export const affectedCommands: Command[] = [affected, changed];
