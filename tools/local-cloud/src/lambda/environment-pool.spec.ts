import { createEnvironmentPool } from './environment-pool.ts';
import type { ExecutionEnvironment } from './execution-environment.ts';

/** Environments that only count how many of them live. */
const newFleet = () => {
  const fleet = { started: 0, alive: 0, mostAlive: 0 };
  const start = (): ExecutionEnvironment => {
    fleet.started += 1;
    fleet.alive += 1;
    fleet.mostAlive = Math.max(fleet.mostAlive, fleet.alive);
    let isAlive = true;
    return {
      invoke: () => Promise.reject(new Error('not used')),
      isUsable: () => isAlive,
      kill: () => {
        if (isAlive) fleet.alive -= 1;
        isAlive = false;
        return Promise.resolve();
      },
    };
  };
  return { fleet, start };
};
const key = (functionName: string, state = '1') => ({ functionName, state });
const work = (milliseconds = 5) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('createEnvironmentPool', () => {
  it('keeps an environment for the next event', async () => {
    const { fleet, start } = newFleet();
    const pool = createEnvironmentPool();

    await pool.use(key('f'), start, () => work());
    await pool.use(key('f'), start, () => work());

    expect(fleet.started).toBe(1);
    await pool.close();
    expect(fleet.alive).toBe(0);
  });

  it('serves many more events than places, of several functions', async () => {
    const { fleet, start } = newFleet();
    const pool = createEnvironmentPool({ maxEnvironments: 3 });

    const served = await Promise.all(
      Array.from({ length: 60 }, (_, n) => pool.use(key(`f${n % 5}`), start, () => work(2))),
    );

    expect(served).toHaveLength(60);
    expect(fleet.mostAlive).toBeLessThanOrEqual(3);
    await pool.close();
  });

  it('gives a place up for a function that has none', async () => {
    const { fleet, start } = newFleet();
    const pool = createEnvironmentPool({ maxEnvironments: 1 });

    await pool.use(key('f'), start, () => work());
    await pool.use(key('g'), start, () => work());

    expect(fleet).toMatchObject({ started: 2, alive: 1 });
    await pool.close();
  });

  it('starts anew after a change, and ends what is busy once its event is over', async () => {
    const { fleet, start } = newFleet();
    const pool = createEnvironmentPool();

    const running = pool.use(key('f'), start, () => work(20));
    pool.drop('f');
    await pool.use(key('f', '2'), start, () => work());
    await running;
    await work();

    expect(fleet).toMatchObject({ started: 2, alive: 1 });
    await pool.close();
  });

  it('lets a call go on that others wait for', async () => {
    const { start } = newFleet();
    const pool = createEnvironmentPool({ maxEnvironments: 1, patienceMs: 20 });

    const nested = await pool.use(key('outer'), start, () =>
      pool.use(key('inner'), start, () => Promise.resolve('done')),
    );

    expect(nested).toBe('done');
    await pool.close();
  });

  it('frees the place of an event that failed', async () => {
    const { start } = newFleet();
    const pool = createEnvironmentPool({ maxEnvironments: 1 });

    await expect(pool.use(key('f'), start, () => Promise.reject(new Error('no')))).rejects.toThrow(
      'no',
    );

    expect(await pool.use(key('f'), start, () => Promise.resolve(1))).toBe(1);
    await pool.close();
  });
});
