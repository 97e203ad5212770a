import { join, resolve } from 'node:path';
import { YES_OPTION, confirm, defineCommand } from '@ngwaf/tool-cli';
import { describeProgress } from '../apply-follower.ts';
import { alignNotebookType, type NotebookChange } from '../notebook-type.ts';
import { readPlan } from '../plan.ts';
import { runSteps } from '../progress.ts';
import { letRetrainingEnd } from '../retraining.ts';
import { ENVIRONMENT_OPTION } from '../session/choose-environment.ts';
import { explained } from '../session/explain.ts';
import { makePlan, prepare } from '../session/prepare.ts';
import { openSession, type Session } from '../session/session.ts';
import { change, toOutputs } from '../terraform.ts';
import { MIGRATE_OPTION } from './options.ts';

const nextSteps = (name: string, outputs: Record<string, unknown>): string =>
  [
    `The environment ${name} is as its configuration says: ${String(outputs['api_url'])}`,
    'Next:',
    `  npx nx run-many -t deploy --env=${name}     # ship code, and settings of functions; what has not changed is not shipped`,
    `  npm run ops -- doctor --env ${name}         # what is still missing`,
  ].join('\n');

/** A plan that somebody made and looked at before, or one made now. */
const planFor = async (session: Session, given: string | undefined, migrateState: boolean) => {
  if (given === undefined) {
    const file = join(session.terraform.dir, 'plan.tfplan');
    return makePlan(session, { file, lock: true, migrateState });
  }
  await prepare(session, { migrateState });
  const plan = await explained(session, () => readPlan(session.terraform, given));
  return { plan, adopted: [] };
};

export const apply = defineCommand({
  name: 'apply',
  summary: 'make an environment, or change it to what its configuration says',
  options: {
    env: ENVIRONMENT_OPTION,
    plan: {
      type: 'string',
      placeholder: 'file',
      description: 'apply the very plan that plan --out kept, without asking',
    },
    yes: YES_OPTION,
    'no-wait': {
      type: 'boolean',
      description: 'fail instead of waiting for a retraining that the changes would disturb',
    },
    'migrate-state': MIGRATE_OPTION,
  },
  details: [
    'Shows the plan and asks, unless --yes, --plan or the variable CI says otherwise. Data that an',
    'earlier destroy kept is adopted. What runs stays as it is: model, job and lease are not',
    "Terraform's, and changes that would disturb a running retraining wait until it has ended.",
  ].join('\n'),
  async run(values, _positionals, { root, env, ask, print, note }) {
    const session = await openSession(env, values.env);
    const { environment, caller, terraform } = session;
    const given = values.plan === undefined ? undefined : resolve(root, values.plan);
    const { plan, adopted } = await planFor(session, given, values['migrate-state']);
    if (!plan.isEmpty) {
      print(plan.text);
      if (adopted.length > 0) {
        note(`Adopts what an earlier removal kept: ${adopted.map(({ name }) => name).join(', ')}`);
      }
      const place = `account ${caller.accountId}, ${caller.region}`;
      const isAgreed = values.yes || given !== undefined || Boolean(env['CI']);
      await confirm({ ask }, `Apply this to ${environment.name} (${place})?`, isAgreed);
    }
    await letRetrainingEnd(session, plan.changes, { wait: !values['no-wait'], note });
    const seen: { notebook?: NotebookChange } = {};
    await explained(session, () =>
      runSteps([
        {
          title: plan.isEmpty ? 'Apply (nothing has changed)' : 'Apply',
          run: (show) =>
            change(
              terraform,
              ['apply', '-parallelism=40', plan.file],
              (progress) => {
                show(describeProgress(progress));
              },
              plan.changes.length,
            ),
        },
        {
          title: "Look at the notebook's type",
          run: async () => {
            seen.notebook = await alignNotebookType(session);
          },
        },
      ]),
    );
    if (seen.notebook === 'runs') {
      note(
        `The notebook instance runs and keeps its type until an apply finds it stopped; configured is ${environment.notebookInstanceType}.`,
      );
    }
    print(nextSteps(environment.name, toOutputs(await terraform.run(['output', '-json']))));
  },
});
