import { adoptKeptData } from '../adopt/adopt.ts';
import type { DataStore } from '../adopt/kept-data.ts';
import { runSteps } from '../progress.ts';
import { synthesise } from '../synthesise.ts';
import { readPlan, type Plan } from '../plan.ts';
import { explained } from './explain.ts';
import { initialise } from './initialise.ts';
import type { Session } from './session.ts';

export interface PrepareOptions {
  /** Moves a local state into the bucket that the configuration names now. */
  migrateState: boolean;
}

export interface PlanOptions extends PrepareOptions {
  /** Where the plan is kept. */
  file: string;
  /** Whether others are kept from changing the environment meanwhile. */
  lock: boolean;
}

const synthesiseAndInitialise = (session: Session, { migrateState }: PrepareOptions) => [
  { title: 'Synthesise', run: () => synthesise(session.env) },
  { title: 'Initialise Terraform', run: () => initialise(session, migrateState) },
];

/** Synthesises and initialises: everything before Terraform looks at AWS. */
export const prepare = (session: Session, options: PrepareOptions): Promise<void> =>
  explained(session, () => runSteps(synthesiseAndInitialise(session, options)));

/** Plans what an apply would change, data that an earlier removal kept included. */
export const makePlan = (
  session: Session,
  options: PlanOptions,
): Promise<{ plan: Plan; adopted: DataStore[] }> =>
  explained(session, async () => {
    const { terraform } = session;
    let adopted: DataStore[] = [];
    await runSteps([
      ...synthesiseAndInitialise(session, options),
      {
        title: 'Look for data that an earlier removal kept',
        run: async () => {
          adopted = await adoptKeptData(session);
        },
      },
      {
        title: 'Plan',
        run: async (show) => {
          const lock = options.lock ? [] : ['-lock=false'];
          const flags = ['-input=false', '-no-color', `-out=${options.file}`, ...lock];
          await terraform.run(['plan', ...flags], show);
        },
      },
    ]);
    return { plan: await readPlan(terraform, options.file), adopted };
  });
