import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { defineCommand } from '@ngwaf/tool-cli';
import { disturbingChanges, runningJob } from '../retraining.ts';
import { ENVIRONMENT_OPTION } from '../session/choose-environment.ts';
import { openSession } from '../session/session.ts';
import { makePlan } from '../session/prepare.ts';
import { lockOption, MIGRATE_OPTION } from './options.ts';

/** Writes a file, and the folder that it lies in. */
const writeText = (file: string, text: string): void => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};

export const plan = defineCommand({
  name: 'plan',
  summary: 'show what an apply would change',
  options: {
    env: ENVIRONMENT_OPTION,
    out: {
      type: 'string',
      placeholder: 'file',
      description: 'keep the plan, for apply --plan; it holds no secret',
    },
    text: { type: 'string', placeholder: 'file', description: 'write what it shows to a file too' },
    lock: {
      type: 'string',
      placeholder: 'true|false',
      default: 'true',
      description: 'false for who may only read: others can change the environment meanwhile',
    },
    'migrate-state': MIGRATE_OPTION,
  },
  details: 'Needs no permission to change anything but the lock of the state.',
  async run(values, _positionals, { root, env, print, note }) {
    const lock = lockOption(values.lock);
    const session = await openSession(env, values.env);
    const file = resolve(
      values.out === undefined ? session.terraform.dir : root,
      values.out ?? 'plan.tfplan',
    );
    mkdirSync(dirname(file), { recursive: true });
    const made = await makePlan(session, { file, lock, migrateState: values['migrate-state'] });
    print(made.plan.text);
    if (values.text !== undefined) writeText(resolve(root, values.text), `${made.plan.text}\n`);
    const disturbing = disturbingChanges(made.plan.changes);
    if (disturbing.length > 0 && (await runningJob(session)) !== undefined) {
      note('A retraining runs that this would disturb: apply will wait until it has ended.');
    }
  },
});
