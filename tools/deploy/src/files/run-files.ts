import type { Surroundings } from '@ngwaf/tool-cli';
import { reportShipped } from '../affected/report.ts';
import { createClients } from '../clients.ts';
import { kilobytes, seconds, table } from '../table.ts';
import type { Target } from '../target.ts';
import { readBuiltPage } from './built-page.ts';
import { deployDashboard, rollBackDashboard, type DeployedDashboard } from './deploy-dashboard.ts';
import { findLivePage, listReleases, type PageStore } from './releases.ts';

type Where = Pick<Surroundings, 'root' | 'env' | 'print'>;

const short = (release: string | undefined): string => release?.slice(0, 8) ?? 'none';

const storeOf = (target: Target): PageStore => ({
  s3: createClients(target).s3,
  bucket: target.outputs.artefact_bucket,
});

const report = (
  surroundings: Pick<Surroundings, 'env' | 'print'>,
  { from, to }: DeployedDashboard,
  what: string,
  startedAt: number,
): void => {
  const change = from === to ? short(to) : `${short(from)} → ${short(to)}`;
  const time = seconds((performance.now() - startedAt) / 1000);
  const heading = ['files', 'release', 'size', 'time'];
  reportShipped(surroundings, heading, [['dashboard', change, what, time]]);
};

/** Ships the dashboard and prints what became of it; an environment without one is left alone. */
export const deployFiles = async (surroundings: Where, target: Target): Promise<void> => {
  const startedAt = performance.now();
  if (target.outputs.dashboard_url === '') {
    surroundings.print(
      `${target.prefix} has no dashboard (its setting "dashboard" is false): nothing to do`,
    );
    return;
  }
  const built = readBuiltPage(surroundings.root);
  const result = await deployDashboard(storeOf(target), built);
  const isSame = result.from === result.to;
  report(surroundings, result, isSame ? 'unchanged' : kilobytes(built.bytes), startedAt);
};

/** Makes an earlier release of the dashboard live and prints which. */
export const rollBackFiles = async (
  surroundings: Pick<Where, 'env' | 'print'>,
  target: Target,
  to: string | undefined,
): Promise<void> => {
  const startedAt = performance.now();
  const result = await rollBackDashboard(storeOf(target), to);
  report(surroundings, result, result.from === result.to ? 'unchanged' : 'kept', startedAt);
};

/** Prints the live release of the dashboard and those that are kept, the last made first. */
export const showFiles = async ({ print }: Pick<Where, 'print'>, target: Target): Promise<void> => {
  const store = storeOf(target);
  const [live, releases] = await Promise.all([findLivePage(store), listReleases(store)]);
  if (!live) {
    print(`dashboard: not deployed to ${target.prefix} yet`);
    return;
  }
  const rows = releases.map(({ release, at }) => [
    'dashboard',
    short(release),
    at.toISOString().slice(0, 19).replace('T', ' '),
    release === live.release
      ? `live since ${live.at.toISOString().slice(0, 19).replace('T', ' ')}`
      : '',
  ]);
  print(table(['files', 'release', 'made (UTC)', ''], rows));
};
