import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { createClients, type Clients } from '../clients.ts';
import { startTestEnvironment, type TestEnvironment } from '../testing/environment.ts';
import { deployFunction } from './deploy-function.ts';
import { readCodes } from './read-codes.ts';

let env: TestEnvironment;
beforeAll(async () => {
  env = await startTestEnvironment(['sm-serving']);
});
afterAll(async () => {
  await env.close();
});

const answering = (value: number) =>
  env.build({ 'sm-serving': `exports.handler = async () => ${value};` });
const codeOf = async (Qualifier?: string) =>
  (
    await env.clients.lambda.send(
      new GetFunctionConfigurationCommand({
        FunctionName: env.functionName('sm-serving'),
        ...(Qualifier !== undefined && { Qualifier }),
      }),
    )
  ).CodeSha256;
const live = async () => Number((await env.call('sm-serving')).answer);

/** Ships the answer `value`, by clients of its own. */
const ship = (value: number, clients: Clients = createClients(env.target)) => {
  const [code] = readCodes(answering(value), env.target, ['sm-serving']);
  if (!code) throw new Error('nothing was built');
  return deployFunction(clients, code, {
    alarmName: 'none',
    keepVersions: 10,
    note: () => undefined,
  });
};

/** Clients that do something else right before they send a command for the first time. */
const interruptedBefore = (commandName: string, interruption: () => Promise<unknown>): Clients => {
  const clients = createClients(env.target);
  let isDue = true;
  clients.lambda.middlewareStack.add(
    (next, context) => async (args) => {
      if (isDue && context.commandName === commandName) {
        isDue = false;
        await interruption();
      }
      return next(args);
    },
    { step: 'initialize' },
  );
  return clients;
};

beforeAll(async () => {
  await ship(1);
});

describe.each([
  ['the code is changed', 'UpdateFunctionCodeCommand', 'changed by somebody else'],
  ['a version is published', 'PublishVersionCommand', 'somebody else shipped other code'],
  ['the alias is moved', 'UpdateAliasCommand', 'somebody else changed what is live'],
])('another deployment that comes through before %s', (_case, command, message) => {
  it('wins: the first one fails, says so, and breaks nothing', async () => {
    const value = (await live()) + 10;

    const first = ship(
      value,
      interruptedBefore(command, () => ship(value + 1)),
    );

    await expect(first).rejects.toThrow(message);
    expect(await live()).toBe(value + 1);
    // What the next version is made of is what is live: nothing of the loser waits to go live.
    expect(await codeOf()).toBe(await codeOf('live'));
  });
});

it('fails as well against a rollback that comes through before the alias is moved', async () => {
  const before = await live();
  await ship(before + 1);

  const clients = interruptedBefore('UpdateAliasCommand', () =>
    env.run(answering(0), 'rollback', 'sm-serving'),
  );

  await expect(ship(before + 2, clients)).rejects.toThrow(/it is version \d+ now/);
  expect(await live()).toBe(before);
});

it('is settled between processes that start at once, time after time', async () => {
  for (let round = 0; round < 3; round += 1) {
    const values = [100 + 2 * round, 101 + 2 * round];
    const runs = await Promise.all(
      values.map((value) => env.start(answering(value), 'function', 'sm-serving').ended),
    );

    const winners = values.filter((_value, index) => runs[index]?.code === 0);
    const losers = runs.filter(({ code }) => code !== 0);
    expect(winners).toContain(await live());
    for (const { output } of losers) {
      expect(output).toMatch(/somebody else .*(run it again|look with status)/);
    }
  }
  // Whoever lost runs again, and wins.
  const { code } = await env.start(answering(999), 'function', 'sm-serving').ended;
  expect([code, await live()]).toEqual([0, 999]);
});
