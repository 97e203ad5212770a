import {
  DeleteEndpointCommand,
  DescribeEndpointConfigCommand,
  ListEndpointConfigsCommand,
  ListEndpointsCommand,
  ListModelsCommand,
  ListTagsCommand,
  ListTrainingJobsCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { mockClient } from 'aws-sdk-client-mock';

import { createEndpoints } from './endpoints.ts';
import { createInventory } from './inventory.ts';

const sageMaker = mockClient(SageMakerClient);
const client = new SageMakerClient({ region: 'us-east-1' });
const inventory = createInventory(client);
const createdAt = new Date('2026-03-01T12:00:00.000Z');
const listed = (name: string) => ({ name, arn: `arn:${name}`, createdAt });
const gone = Object.assign(new Error('Could not find endpoint'), { name: 'ValidationException' });

beforeEach(() => sageMaker.reset());

/** Every list in two pages: one that is ours, one of another whose name holds ours. */
const answerInPages = () => {
  const item = (kind: string, name: string) => ({
    [`${kind}Name`]: name,
    [`${kind}Arn`]: `arn:${name}`,
    CreationTime: createdAt,
  });
  const lists = [
    [ListTrainingJobsCommand, 'TrainingJobSummaries', 'TrainingJob'],
    [ListEndpointsCommand, 'Endpoints', 'Endpoint'],
    [ListEndpointConfigsCommand, 'EndpointConfigs', 'EndpointConfig'],
    [ListModelsCommand, 'Models', 'Model'],
  ] as const;
  for (const [command, member, kind] of lists) {
    sageMaker
      .on(command as typeof ListModelsCommand)
      .resolves({ [member]: [item(kind, 'ngwaf-dev-2')] })
      .on(command as typeof ListModelsCommand, { NextToken: undefined })
      .resolves({
        [member]: [item(kind, 'ngwaf-dev-1'), item(kind, 'my-ngwaf-dev-1')],
        NextToken: 'more',
      });
  }
};

it.each(['runningTrainingJobs', 'endpoints', 'endpointConfigs', 'models'] as const)(
  '%s are those whose name starts with the prefix, on all pages',
  async (list) => {
    answerInPages();

    const found = await inventory[list]('ngwaf-dev-');

    expect(found).toEqual([listed('ngwaf-dev-1'), listed('ngwaf-dev-2')]);
    expect(sageMaker.call(0).args[0].input).toMatchObject({ NameContains: 'ngwaf-dev-' });
  },
);

it('asks for training jobs that are in progress alone', async () => {
  answerInPages();

  await inventory.runningTrainingJobs('ngwaf-dev-');

  expect(sageMaker.call(0).args[0].input).toMatchObject({ StatusEquals: 'InProgress' });
});

it('stops listing after a thousand', async () => {
  const Models = Array.from({ length: 300 }, (_, n) => ({
    ModelName: `ngwaf-dev-${n}`,
    ModelArn: 'arn',
    CreationTime: createdAt,
  }));
  sageMaker.on(ListModelsCommand).resolves({ Models, NextToken: 'more' });

  expect(await inventory.models('ngwaf-dev-')).toHaveLength(1_000);
  expect(sageMaker.commandCalls(ListModelsCommand)).toHaveLength(4);
});

it('names the models of an endpoint config', async () => {
  sageMaker.on(DescribeEndpointConfigCommand).resolves({
    ProductionVariants: [
      { VariantName: 'live', ModelName: 'model-1' },
      { VariantName: 'shadow', ModelName: 'model-2' },
    ],
  });

  expect(await inventory.modelsOfConfig('config')).toEqual(['model-1', 'model-2']);
});

it('gives tags by key', async () => {
  sageMaker.on(ListTagsCommand).resolves({ Tags: [{ Key: 'project', Value: 'ngwaf' }] });

  expect(await inventory.tagsOf('arn')).toEqual({ project: 'ngwaf' });
});

it('takes what is gone for having nothing', async () => {
  sageMaker.on(DescribeEndpointConfigCommand).rejects(gone);
  sageMaker.on(ListTagsCommand).rejects(gone);
  sageMaker.on(DeleteEndpointCommand).rejects(gone);

  expect(await inventory.modelsOfConfig('config')).toEqual([]);
  expect(await inventory.tagsOf('arn')).toEqual({});
  await expect(createEndpoints(client).delete('endpoint')).resolves.toBeUndefined();
});
