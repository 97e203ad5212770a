import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  CreateAliasCommand,
  DeleteFunctionCommand,
  GetAliasCommand,
  InvokeCommand,
  LambdaClient,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  type UpdateAliasCommandInput,
} from '@aws-sdk/client-lambda';

import { eventually, startTestCloud, zipOf, type TestCloud } from './test-cloud.ts';

let cloud: TestCloud;
let lambda: LambdaClient;

beforeAll(async () => {
  cloud = await startTestCloud();
  lambda = new LambdaClient({ ...cloud.client, maxAttempts: 1 });
});
afterAll(async () => {
  lambda.destroy();
  await cloud.close();
});

/** A function whose versions 1, 2, … answer with their number (3 fails), and `live` on the first. */
const createVersions = async (FunctionName: string, count: number) => {
  const answering = (version: number) =>
    version === 3 ? 'throw new Error("no")' : `return ${version}`;
  for (let version = 1; version <= count; version += 1) {
    const code = `exports.handler = async () => { ${answering(version)}; };`;
    await (version === 1
      ? cloud.createFunction(FunctionName, code)
      : lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: zipOf(code) })));
    await lambda.send(new PublishVersionCommand({ FunctionName }));
  }
  await lambda.send(
    new CreateAliasCommand({
      FunctionName,
      Name: 'live',
      FunctionVersion: '1',
      Description: 'one',
    }),
  );
};
const point = (FunctionName: string, change: Partial<UpdateAliasCommandInput>) =>
  lambda.send(new UpdateAliasCommand({ FunctionName, Name: 'live', ...change }));
const canary = (weights: Record<string, number>) => ({
  RoutingConfig: { AdditionalVersionWeights: weights },
});

describe('an alias with weights', () => {
  it('gives each of its versions its part of the calls', async () => {
    await createVersions('weighted', 2);
    await point('weighted', canary({ '2': 0.3 }));

    const executed: (string | undefined)[] = [];
    for (let call = 0; call < 200; call += 1) {
      const { ExecutedVersion, Payload } = await lambda.send(
        new InvokeCommand({ FunctionName: 'weighted', Qualifier: 'live' }),
      );
      expect(Buffer.from(Payload ?? []).toString()).toBe(ExecutedVersion);
      executed.push(ExecutedVersion);
    }

    // Six standard deviations to each side of 60.
    const ofTheNew = executed.filter((version) => version === '2').length;
    expect(ofTheNew).toBeGreaterThan(21);
    expect(ofTheNew).toBeLessThan(99);

    await point('weighted', canary({}));
    const { ExecutedVersion } = await lambda.send(
      new InvokeCommand({ FunctionName: 'weighted', Qualifier: 'live' }),
    );
    expect(ExecutedVersion).toBe('1');
  });

  it.each([
    ['more than one further version', canary({ '2': 0.1, '3': 0.1 }), 'cannot be greater than 1'],
    ['a weight above 1', canary({ '2': 1.5 }), 'must be between 0.0 and 1.0'],
    ['its own version as a further one', canary({ '1': 0.1 }), 'already included'],
    [
      '$LATEST with a part of the calls',
      { FunctionVersion: '$LATEST', ...canary({ '2': 0.1 }) },
      '$LATEST is not supported',
    ],
    ['a version that there is not', { FunctionVersion: '9' }, 'Function not found'],
    ['a further version that there is not', canary({ '9': 0.1 }), 'Function not found'],
    ['another alias in place of a version', { FunctionVersion: 'live' }, 'Function not found'],
  ])('is refused %s', async (_case, change, message) => {
    const FunctionName = 'ruled';
    await createVersions(FunctionName, 3).catch(() => undefined);

    await expect(point(FunctionName, change)).rejects.toThrow(message);
    const alias = await lambda.send(new GetAliasCommand({ FunctionName, Name: 'live' }));
    expect([alias.FunctionVersion, alias.Description]).toEqual(['1', 'one']);
  });
});

it('gives a revision to each change of an alias, also to one that goes back', async () => {
  await createVersions('revised', 2);
  const { RevisionId } = await lambda.send(
    new GetAliasCommand({ FunctionName: 'revised', Name: 'live' }),
  );
  await point('revised', { FunctionVersion: '2' });
  await point('revised', { FunctionVersion: '1' });

  await expect(point('revised', { FunctionVersion: '2', RevisionId })).rejects.toMatchObject({
    name: 'PreconditionFailedException',
  });
});

it('publishes nothing twice', async () => {
  await createVersions('published', 1);
  const again = await lambda.send(new PublishVersionCommand({ FunctionName: 'published' }));

  expect(again.Version).toBe('1');
});

describe('deleting a version', () => {
  const remove = (FunctionName: string, Qualifier: string) =>
    lambda.send(new DeleteFunctionCommand({ FunctionName, Qualifier }));
  const versions = async (FunctionName: string) =>
    (await lambda.send(new ListVersionsByFunctionCommand({ FunctionName }))).Versions?.map(
      ({ Version }) => Version,
    );

  it('never gives its number to another', async () => {
    await createVersions('counted', 3);

    await remove('counted', '2');
    await remove('counted', '3');
    await lambda.send(
      new UpdateFunctionCodeCommand({ FunctionName: 'counted', ZipFile: zipOf('// 4') }),
    );
    await lambda.send(new PublishVersionCommand({ FunctionName: 'counted' }));

    expect(await versions('counted')).toEqual(['$LATEST', '1', '4']);
  });

  it('is refused while an alias sends calls to it', async () => {
    await createVersions('used', 2);
    await point('used', canary({ '2': 0.1 }));

    for (const version of ['1', '2']) {
      await expect(remove('used', version)).rejects.toMatchObject({
        name: 'ResourceConflictException',
        message: expect.stringContaining('[live]') as string,
      });
    }
    await expect(remove('used', '$LATEST')).rejects.toThrow('$LATEST version cannot be deleted');
    expect(await versions('used')).toEqual(['$LATEST', '1', '2']);
  });
});

it('counts calls and errors by function, by alias, and by the version that ran', async () => {
  const cloudWatch = new CloudWatchClient(cloud.client);
  const dimensions = {
    function: { FunctionName: 'counting' },
    alias: { FunctionName: 'counting', Resource: 'counting:live' },
    version: { FunctionName: 'counting', Resource: 'counting:live', ExecutedVersion: '3' },
  };
  const read = async (): Promise<Record<string, number>> => {
    const { MetricDataResults = [] } = await cloudWatch.send(
      new GetMetricDataCommand({
        StartTime: new Date(Date.now() - 600_000),
        EndTime: new Date(Date.now() + 60_000),
        MetricDataQueries: Object.entries(dimensions).flatMap(([by, values]) =>
          ['Invocations', 'Errors'].map((MetricName) => ({
            Id: `${by}_${MetricName}`.toLowerCase(),
            MetricStat: {
              Metric: {
                Namespace: 'AWS/Lambda',
                MetricName,
                Dimensions: Object.entries(values).map(([Name, Value]) => ({ Name, Value })),
              },
              Period: 3600,
              Stat: 'Sum',
            },
          })),
        ),
      }),
    );
    return Object.fromEntries(
      MetricDataResults.map(({ Id = '', Values = [] }) => [
        Id,
        Values.reduce((sum, value) => sum + value, 0),
      ]),
    );
  };
  await createVersions('counting', 3);
  const call = (Qualifier: string) =>
    lambda.send(new InvokeCommand({ FunctionName: 'counting', Qualifier }));
  for (let times = 0; times < 3; times += 1) await call('live');
  await call('2');
  await point('counting', { FunctionVersion: '3' });
  for (let times = 0; times < 2; times += 1) await call('live');

  const counted = await eventually(async () => {
    const found = await read();
    return found['function_invocations'] === 6 ? found : undefined;
  });

  expect(counted).toEqual({
    function_invocations: 6,
    function_errors: 2,
    alias_invocations: 5,
    alias_errors: 2,
    version_invocations: 2,
    version_errors: 2,
  });
  cloudWatch.destroy();
});
