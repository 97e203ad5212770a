import { ListNotebookInstancesCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { createClients } from './clients.ts';
import { checkServices, judgeImage, judgeRegion } from './region.ts';

it.each([
  ['none at all', {}, undefined, 'problem'],
  ['one of AWS_REGION', { ambient: 'eu-west-1', region: 'eu-west-1' }, undefined, 'ok'],
  ['one of the environment alone', { region: 'eu-west-1' }, 'eu-west-1', 'ok'],
  ['the same of both', { ambient: 'eu-west-1', region: 'eu-west-1' }, 'eu-west-1', 'ok'],
  [
    'AWS_REGION against the environment',
    { ambient: 'us-east-1', region: 'eu-west-1' },
    'eu-west-1',
    'problem',
  ],
  ['--region against the environment', { region: 'us-east-1' }, 'eu-west-1', 'problem'],
])('judges a region: %s', (_case, choice, pinned, status) => {
  const given = { region: undefined, ambient: undefined, ...choice };

  expect(judgeRegion(given, { name: 'dev', region: pinned }).status).toBe(status);
});

it('knows where AWS provides the image', () => {
  expect(judgeImage('eu-central-1').status).toBe('ok');
  expect(judgeImage('mx-central-1')).toMatchObject({
    status: 'problem',
    expected: expect.stringContaining('eu-central-1') as string,
  });
});

describe('checkServices', () => {
  const sageMaker = mockClient(SageMakerClient);
  const sfn = mockClient(SFNClient);
  const clients = createClients({ region: 'us-east-1' });
  const fails = (name: string) => Object.assign(new Error('why'), { name, $metadata: {} });

  it('is satisfied with services that answer', async () => {
    sageMaker.on(ListNotebookInstancesCommand).resolves({ NotebookInstances: [] });
    sfn.on(ListStateMachinesCommand).resolves({ stateMachines: [] });

    const findings = await checkServices(clients, 'us-east-1');

    expect(findings.map(({ status }) => status)).toEqual(['ok', 'ok']);
  });

  it('tells a service that is not there from one that may not be asked', async () => {
    sageMaker.on(ListNotebookInstancesCommand).rejects(fails('AccessDeniedException'));
    sfn.on(ListStateMachinesCommand).rejects(fails('UnrecognizedClientException'));

    const findings = await checkServices(clients, 'us-east-1');

    expect(findings.map(({ status }) => status)).toEqual(['unknown', 'problem']);
  });
});
