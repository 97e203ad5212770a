import { join } from 'node:path';
import { environments } from '@ngwaf/infra/environments';
import { runCommandLine } from '../cli.ts';
import { costCommands } from './commands.ts';
import type { CostEstimate } from './estimate.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');

const run = async (...args: string[]) => {
  const printed: string[] = [];
  const noted: string[] = [];
  const code = await runCommandLine(costCommands, args, {
    root,
    env: {},
    print: (text) => printed.push(text),
    note: (text) => noted.push(text),
    ask: undefined,
  });
  return { code, printed: printed.join('\n'), noted: noted.join('\n') };
};

describe.each(environments())('of $name', ({ name }) => {
  it('has a price for everything that is configured', async () => {
    const { code, printed } = await run('cost', '--env', name, '--json');

    const { idleMonth, retraining, unpriced } = JSON.parse(printed) as CostEstimate;
    expect(code).toBe(0);
    expect([...idleMonth, ...retraining].filter(({ usd }) => usd === undefined)).toEqual([]);
    expect(unpriced).toEqual([]);
  }, 30_000);
});

it('has a price for everything that can be switched on', async () => {
  const before = process.env['NGWAF_ENVIRONMENTS_FILE'];
  process.env['NGWAF_ENVIRONMENTS_FILE'] = join(import.meta.dirname, '../testing/all-options.json');

  const { printed } = await run('cost', '--env', 'all', '--json').finally(() => {
    if (before === undefined) delete process.env['NGWAF_ENVIRONMENTS_FILE'];
    else process.env['NGWAF_ENVIRONMENTS_FILE'] = before;
  });

  const { idleMonth, unpriced } = JSON.parse(printed) as CostEstimate;
  expect(idleMonth.map(({ what }) => what)).toEqual(
    expect.arrayContaining(['customer key', 'web ACL', 'rules of the web ACL']),
  );
  expect(unpriced).toEqual([]);
}, 30_000);

it('refuses an environment that there is not', async () => {
  expect(await run('cost', '--env', 'pord')).toMatchObject({
    code: 1,
    noted: 'ops: no environment "pord"; did you mean prod? There are: dev, staging, prod',
  });
});
