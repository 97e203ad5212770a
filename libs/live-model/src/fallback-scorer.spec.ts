import { createFallbackScorer } from './fallback-scorer.ts';

const REQUEST = { instances: ['a'] };
const answer = (model: string) => ({ predictions: [0.5], model, threshold: 0.5 });
const byEndpoint = { ...answer('of the endpoint'), scoredBy: 'endpoint' };
const inProcess = { ...answer('in process'), scoredBy: 'in-process' };

/** Two ways to score, each of which fails with its error while it has one. */
const aWorld = () => ({
  endpointError: undefined as Error | undefined,
  inProcessError: undefined as Error | undefined,
  asked: 0,
  fallbacks: [] as unknown[],
  time: 0,
});
type World = ReturnType<typeof aWorld>;

const scorerOf = (world: World) =>
  createFallbackScorer(
    {
      endpoint: async () => {
        world.asked += 1;
        if (world.endpointError) throw world.endpointError;
        return answer('of the endpoint');
      },
      inProcess: async () => {
        if (world.inProcessError) throw world.inProcessError;
        return answer('in process');
      },
      onFallback: (error) => world.fallbacks.push(error),
      now: () => world.time,
    },
    { failures: 3, pauseMs: 10_000 },
  );

it('answers by the endpoint while that does', async () => {
  const world = aWorld();

  expect(await scorerOf(world)(REQUEST)).toEqual(byEndpoint);
  expect(world.fallbacks).toEqual([]);
});

it('answers in process when the endpoint fails, and tells why', async () => {
  const world = { ...aWorld(), endpointError: new Error('slow') };

  expect(await scorerOf(world)(REQUEST)).toEqual(inProcess);
  expect(world.fallbacks).toEqual([world.endpointError]);
});

it('throws the error of the endpoint when neither can', async () => {
  const world = {
    ...aWorld(),
    endpointError: new Error('slow'),
    inProcessError: new Error('no model'),
  };

  await expect(scorerOf(world)(REQUEST)).rejects.toBe(world.endpointError);
  expect(world.fallbacks).toEqual([]);
});

describe('after failures in a row', () => {
  const afterFailures = async (count: number) => {
    const world = { ...aWorld(), endpointError: new Error('down') as Error | undefined };
    const score = scorerOf(world);
    for (let index = 0; index < count; index += 1) await score(REQUEST);
    return { world, score };
  };

  it('asks the endpoint up to the limit', async () => {
    const { world } = await afterFailures(3);

    expect(world.asked).toBe(3);
  });

  it('leaves it alone for a while', async () => {
    const { world, score } = await afterFailures(3);

    world.time = 9_999;

    expect(await score(REQUEST)).toEqual(inProcess);
    expect([world.asked, world.fallbacks[3]]).toEqual([3, undefined]);
  });

  it('tries it again then, once while it goes on failing', async () => {
    const { world, score } = await afterFailures(3);

    world.time = 10_000;
    await score(REQUEST);
    await score(REQUEST);

    expect(world.asked).toBe(4);
  });

  it('goes back to it when it answers', async () => {
    const { world, score } = await afterFailures(3);

    world.endpointError = undefined;
    world.time = 10_000;

    expect([await score(REQUEST), await score(REQUEST)]).toEqual([byEndpoint, byEndpoint]);
  });

  it('asks it all the same where there is no model in process', async () => {
    const { world, score } = await afterFailures(3);

    world.endpointError = undefined;
    world.inProcessError = new Error('no model');

    expect(await score(REQUEST)).toEqual(byEndpoint);
  });

  it('does not count those with an answer between them', async () => {
    const { world, score } = await afterFailures(2);
    world.endpointError = undefined;
    await score(REQUEST);
    world.endpointError = new Error('down');

    await score(REQUEST);
    await score(REQUEST);
    await score(REQUEST);

    expect(world.asked).toBe(6);
  });
});
