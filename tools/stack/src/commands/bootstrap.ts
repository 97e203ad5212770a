import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BOOTSTRAP_STACK } from '@ngwaf/infra/environments';
import { UsageError, YES_OPTION, confirm, defineCommand } from '@ngwaf/tool-cli';
import { dataStores } from '../adopt/kept-data.ts';
import { describeProgress } from '../apply-follower.ts';
import { isGithubKnownAlready } from '../bootstrap/github-provider.ts';
import { makeStateBucket, stateBucketName } from '../bootstrap/state-bucket.ts';
import { readPlan } from '../plan.ts';
import { runSteps } from '../progress.ts';
import { findCaller, type Caller } from '../session/caller.ts';
import { readEnvironments } from '../session/choose-environment.ts';
import { explained } from '../session/explain.ts';
import { clientConfigOf, isStandIn, terraformEnvironment } from '../session/session.ts';
import { stackFolder, synthesise } from '../synthesise.ts';
import {
  change,
  createTerraform,
  stateAddresses,
  toOutputs,
  type Terraform,
} from '../terraform.ts';

/** What `--repository` says; left out, what an earlier run said. */
const repositoryOf = async (terraform: Terraform, given: string | undefined): Promise<string> => {
  if (given !== undefined) return given === 'none' ? '' : given;
  const { repository } = toOutputs(await terraform.run(['output', '-json']));
  return typeof repository === 'string' ? repository : '';
};

/** Has Terraform take over the bucket that its own state lies in, unless it has. */
const adoptBucket = async (terraform: Terraform, known: string[], caller: Caller) => {
  const imports = dataStores({ terraform, caller })
    .filter(({ address }) => !known.includes(address))
    .map(({ address, name }) => ({ to: address, id: name }));
  await writeFile(join(terraform.dir, 'adopted.tf.json'), JSON.stringify({ import: imports }));
};

const initialise = async (
  terraform: Terraform,
  env: NodeJS.ProcessEnv,
  caller: Caller,
): Promise<void> => {
  const backend = {
    bucket: stateBucketName(caller),
    region: caller.region,
    ...(isStandIn(env) && { use_path_style: 'true' }),
  };
  const settings = Object.entries(backend).map(
    ([name, value]) => `-backend-config=${name}=${value}`,
  );
  await terraform.run(['init', '-input=false', '-no-color', '-reconfigure', ...settings]);
};

const nextSteps = (bucket: string, region: string, repository: string): string =>
  [
    'Say in infra/environments.ts where the state of an environment lies, and what limits its roles:',
    `  backend: { type: 's3', bucket: '${bucket}', region: '${region}' },`,
    `  permissionsBoundary: 'ngwaf-boundary',`,
    'then: npx nx apply infra --env=<name> --migrate-state',
    ...(repository === ''
      ? []
      : [`Roles for ${repository}: <prefix>-ci-plan, <prefix>-ci-deploy (docs/ci.md)`]),
  ].join('\n');

export const bootstrap = defineCommand({
  name: 'bootstrap',
  summary: 'prepare an account: a bucket for states, roles for continuous integration',
  options: {
    repository: {
      type: 'string',
      placeholder: 'owner/name',
      description:
        'the repository at GitHub whose workflows may plan and deploy; none: no longer any (default: as before)',
    },
    yes: YES_OPTION,
  },
  details: [
    'Once an account, in the region of your credentials; again whenever environments or the',
    'repository change. Its own state lies in the bucket that it makes, and the bucket cannot be',
    'removed by Terraform.',
  ].join('\n'),
  async run(values, _positionals, { env, ask, print }) {
    const { repository: given } = values;
    if (given !== undefined && given !== 'none' && !/^[\w.-]+\/[\w.-]+$/.test(given)) {
      throw new UsageError(`--repository: expected owner/name or none, got "${given}"`);
    }
    const caller = await findCaller(env);
    const { accountId, region } = caller;
    const wanted = readEnvironments()
      .filter((each) => each.accountId === undefined || each.accountId === accountId)
      .map(({ name }) => name);
    const bucket = stateBucketName(caller);
    const place = `account ${accountId}, ${region}`;
    const terraform = createTerraform(
      stackFolder(env, BOOTSTRAP_STACK),
      terraformEnvironment(env, caller),
    );
    const subject = { environment: { name: BOOTSTRAP_STACK }, terraform };
    const file = join(terraform.dir, 'plan.tfplan');
    await confirm({ ask }, `Prepare ${place}, with the bucket ${bucket}?`, values.yes);

    let repository = '';
    const plan = await explained(subject, async () => {
      await runSteps([
        { title: 'Synthesise', run: () => synthesise(env) },
        {
          title: `Make the bucket ${bucket}, unless it is there`,
          run: () => makeStateBucket(clientConfigOf(env, region), caller),
        },
        { title: 'Initialise Terraform', run: () => initialise(terraform, env, caller) },
        {
          title: 'Plan',
          run: async (show) => {
            const known = await stateAddresses(terraform);
            repository = await repositoryOf(terraform, given);
            await adoptBucket(terraform, known, caller);
            const isGithubKnown = await isGithubKnownAlready(region, known);
            const variables = [
              `-var=repository=${repository}`,
              `-var=environments=${JSON.stringify(wanted)}`,
              `-var=make_github_provider=${String(!isGithubKnown)}`,
            ];
            const flags = ['-input=false', '-no-color', `-out=${file}`];
            await terraform.run(['plan', ...flags, ...variables], show);
          },
        },
      ]);
      return readPlan(terraform, file);
    });
    if (!plan.isEmpty) {
      print(plan.text);
      await confirm({ ask }, `Apply this to ${place}?`, values.yes);
    }
    await explained(subject, () =>
      runSteps([
        {
          title: plan.isEmpty ? 'Apply (nothing has changed)' : 'Apply',
          run: (show) =>
            change(
              terraform,
              ['apply', file],
              (progress) => {
                show(describeProgress(progress));
              },
              plan.changes.length,
            ),
        },
      ]),
    );
    print(nextSteps(bucket, region, repository));
  },
});
