import {
  DeleteEndpointConfigCommand,
  DeleteModelCommand,
  DescribeEndpointCommand,
  DescribeModelPackageCommand,
  DescribeNotebookInstanceCommand,
  DescribeTrainingJobCommand,
  ListModelPackagesCommand,
  SageMakerClient,
  StartNotebookInstanceCommand,
  StopNotebookInstanceCommand,
  StopTrainingJobCommand,
  UpdateEndpointCommand,
  UpdateModelPackageCommand,
  type EndpointStatus,
  type NotebookInstanceStatus,
  type TrainingJobStatus,
} from '@aws-sdk/client-sagemaker';
import { fakeClock } from '@ngwaf/testing';
import { mockClient } from 'aws-sdk-client-mock';

import { createEndpoints } from './endpoints.ts';
import { createModelPackages } from './model-packages.ts';
import { createNotebookInstances } from './notebook-instances.ts';
import { createTrainingJobs } from './training-jobs.ts';

const sageMaker = mockClient(SageMakerClient);
const client = new SageMakerClient({ region: 'us-east-1' });
let clock = fakeClock();

beforeEach(() => {
  sageMaker.reset();
  clock = fakeClock();
});

const validation = (message: string) =>
  Object.assign(new Error(message), { name: 'ValidationException' });
const notFound = validation('Could not find endpoint "arn:aws:sagemaker:…".');
const denied = Object.assign(new Error('not authorised'), { name: 'AccessDeniedException' });

describe('notebook instances', () => {
  const instances = () => createNotebookInstances(client, clock);
  const goesThrough = (...statuses: NotebookInstanceStatus[]) => {
    const answers = sageMaker.on(DescribeNotebookInstanceCommand);
    for (const status of statuses.slice(0, -1)) {
      answers.resolvesOnce({ NotebookInstanceStatus: status });
    }
    answers.resolves({ NotebookInstanceStatus: statuses.at(-1) });
  };

  it('are undefined when there is none', async () => {
    sageMaker.on(DescribeNotebookInstanceCommand).rejects(validation('RecordNotFound'));

    await expect(instances().describe('training')).resolves.toBeUndefined();
  });

  it('are started', async () => {
    sageMaker.on(StartNotebookInstanceCommand).resolves({});

    await instances().start('training');

    expect(sageMaker.commandCalls(StartNotebookInstanceCommand)[0]?.args[0].input).toEqual({
      NotebookInstanceName: 'training',
    });
  });

  it.each([
    [
      'not stopped',
      validation(
        'Status (InService) not in ([Stopped, Failed]). Unable to transition to (Pending)',
      ),
      'NotebookInstanceBusyError',
    ],
    ['not there', validation('RecordNotFound'), 'NotebookInstanceNotFoundError'],
    ['not permitted', denied, 'AccessDeniedException'],
  ])('say that starting is %s', async (_case, error, name) => {
    sageMaker.on(StartNotebookInstanceCommand).rejects(error);

    await expect(instances().start('training')).rejects.toMatchObject({ name });
  });

  it.each<[NotebookInstanceStatus[], number]>([
    [['Stopped'], 0],
    [['Failed'], 0],
    [['Deleting'], 0],
    [['Stopping', 'Stopping', 'Stopped'], 0],
    [['InService', 'Stopping', 'Stopped'], 1],
    [['Pending', 'Pending', 'InService', 'Stopping', 'Stopped'], 1],
    [['Updating', 'Stopped'], 0],
  ])('are stopped from %j by %d requests', async (statuses, requests) => {
    goesThrough(...statuses);
    sageMaker.on(StopNotebookInstanceCommand).resolves({});

    await instances().stopAndWait('training', { timeoutSeconds: 60 });

    expect(sageMaker.commandCalls(StopNotebookInstanceCommand)).toHaveLength(requests);
  });

  it('may stop by themselves within the grace', async () => {
    goesThrough('InService', 'InService', 'Stopping', 'Stopped');

    await instances().stopAndWait('training', { timeoutSeconds: 60, graceSeconds: 10 });

    expect(sageMaker.commandCalls(StopNotebookInstanceCommand)).toHaveLength(0);
  });

  it('are stopped once the grace is over', async () => {
    goesThrough(...Array<NotebookInstanceStatus>(20).fill('InService'), 'Stopped');
    sageMaker.on(StopNotebookInstanceCommand).resolves({});

    await instances().stopAndWait('training', { timeoutSeconds: 600, graceSeconds: 10 });

    expect(sageMaker.commandCalls(StopNotebookInstanceCommand).length).toBeGreaterThan(0);
  });

  it('stop although the status changed under our feet', async () => {
    goesThrough('InService', 'Stopped');
    sageMaker.on(StopNotebookInstanceCommand).rejects(validation('Status (Stopping) not in …'));

    await expect(
      instances().stopAndWait('training', { timeoutSeconds: 60 }),
    ).resolves.toBeUndefined();
  });

  it('are not waited for past the timeout', async () => {
    goesThrough('Stopping');

    await expect(instances().stopAndWait('training', { timeoutSeconds: 60 })).rejects.toMatchObject(
      { name: 'WaitTimedOutError' },
    );
    expect(clock.passedSeconds()).toBe(60);
  });

  it('are not waited for without the permission to look', async () => {
    sageMaker.on(DescribeNotebookInstanceCommand).rejects(denied);

    await expect(instances().stopAndWait('training', { timeoutSeconds: 60 })).rejects.toBe(denied);
  });
});

describe('training jobs', () => {
  const jobs = () => createTrainingJobs(client, clock);
  const goesThrough = (...statuses: TrainingJobStatus[]) => {
    const answers = sageMaker.on(DescribeTrainingJobCommand);
    for (const status of statuses.slice(0, -1)) answers.resolvesOnce({ TrainingJobStatus: status });
    answers.resolves({ TrainingJobStatus: statuses.at(-1) });
  };

  it.each<[TrainingJobStatus[], number]>([
    [['Completed'], 0],
    [['Failed'], 0],
    [['Stopped'], 0],
    [['Stopping', 'Stopped'], 0],
    [['InProgress', 'Stopping', 'Stopped'], 1],
    [['InProgress', 'Completed'], 1],
  ])('are stopped from %j by %d requests', async (statuses, requests) => {
    goesThrough(...statuses);
    sageMaker.on(StopTrainingJobCommand).resolves({});

    await jobs().stopAndWait('job-1', { timeoutSeconds: 60 });

    expect(sageMaker.commandCalls(StopTrainingJobCommand)).toHaveLength(requests);
  });

  it('need no stop when there is none', async () => {
    sageMaker.on(DescribeTrainingJobCommand).rejects(validation('Requested resource not found.'));

    await jobs().stopAndWait('job-1', { timeoutSeconds: 60 });

    expect(sageMaker.commandCalls(StopTrainingJobCommand)).toHaveLength(0);
  });

  it('may end between the look and the stop', async () => {
    goesThrough('InProgress', 'Completed');
    sageMaker
      .on(StopTrainingJobCommand)
      .rejects(validation('The training job is in status Completed and cannot be stopped.'));

    await expect(jobs().stopAndWait('job-1', { timeoutSeconds: 60 })).resolves.toBeUndefined();
  });
});

describe('endpoints', () => {
  const endpoints = () => createEndpoints(client, clock);
  const goesThrough = (...states: [EndpointStatus, string][]) => {
    const answers = sageMaker.on(DescribeEndpointCommand);
    for (const [EndpointStatus, EndpointConfigName] of states.slice(0, -1)) {
      answers.resolvesOnce({ EndpointStatus, EndpointConfigName });
    }
    const [EndpointStatus, EndpointConfigName] = states.at(-1) ?? [];
    answers.resolves({ EndpointStatus, EndpointConfigName });
  };

  it('are undefined when there is none', async () => {
    sageMaker.on(DescribeEndpointCommand).rejects(notFound);

    await expect(endpoints().describe('waf')).resolves.toBeUndefined();
    await expect(endpoints().waitSettled('waf', { timeoutSeconds: 5 })).resolves.toBeUndefined();
  });

  it('are switched, waited for and looked at', async () => {
    sageMaker.on(UpdateEndpointCommand).resolves({});
    goesThrough(['Updating', 'old'], ['Updating', 'old'], ['InService', 'new']);

    await endpoints().switchTo('waf', 'new', { timeoutSeconds: 60 });

    expect(sageMaker.commandCalls(UpdateEndpointCommand)[0]?.args[0].input).toEqual({
      EndpointName: 'waf',
      EndpointConfigName: 'new',
    });
  });

  it.each<[string, [EndpointStatus, string][]]>([
    [
      'rolled back in silence',
      [
        ['Updating', 'old'],
        ['RollingBack', 'old'],
        ['InService', 'old'],
      ],
    ],
    [
      'failed',
      [
        ['Updating', 'old'],
        ['Failed', 'new'],
      ],
    ],
  ])('tell when a switch was %s', async (_case, states) => {
    sageMaker.on(UpdateEndpointCommand).resolves({});
    goesThrough(...states);

    await expect(endpoints().switchTo('waf', 'new', { timeoutSeconds: 60 })).rejects.toMatchObject({
      name: 'EndpointUpdateFailedError',
    });
  });

  it('lose configs and models once and for all', async () => {
    sageMaker.on(DeleteEndpointConfigCommand).resolvesOnce({}).rejects(notFound);
    sageMaker.on(DeleteModelCommand).resolvesOnce({}).rejects(notFound);

    for (const name of ['waf-job-1', 'waf-job-1']) {
      await expect(endpoints().deleteConfig(name)).resolves.toBeUndefined();
      await expect(endpoints().deleteModel(name)).resolves.toBeUndefined();
    }
  });

  it('say when a config is in use', async () => {
    const inUse = validation('Cannot delete in-use endpoint configuration');
    sageMaker.on(DeleteEndpointConfigCommand).rejects(inUse);

    await expect(endpoints().deleteConfig('waf-job-1')).rejects.toBe(inUse);
  });
});

describe('model packages', () => {
  const packages = createModelPackages(client);
  const summary = (ModelPackageArn: string) => ({
    ModelPackageArn,
    CreationTime: new Date(1),
    ModelPackageStatus: 'Completed' as const,
  });
  const query = { group: 'waf', jobKey: 'job-1', createdAfter: new Date(0) };

  it('are found by the job that made them, over pages', async () => {
    sageMaker
      .on(ListModelPackagesCommand)
      .resolvesOnce({ ModelPackageSummaryList: [summary('arn:2')], NextToken: 'next' })
      .resolves({ ModelPackageSummaryList: [summary('arn:1')] });
    sageMaker
      .on(DescribeModelPackageCommand, { ModelPackageName: 'arn:2' })
      .resolves({ CustomerMetadataProperties: { job_key: 'job-2' } })
      .on(DescribeModelPackageCommand, { ModelPackageName: 'arn:1' })
      .resolves({
        CustomerMetadataProperties: { job_key: 'job-1' },
        ModelApprovalStatus: 'PendingManualApproval',
      });

    const found = await packages.findByJob(query);

    expect(found).toEqual({ arn: 'arn:1', approvalStatus: 'PendingManualApproval' });
  });

  it('are listed with all that the registry knows of them', async () => {
    const createdAt = new Date('2026-03-01T12:00:00.000Z');
    sageMaker
      .on(ListModelPackagesCommand)
      .resolves({ ModelPackageSummaryList: [summary('arn:2'), summary('arn:gone')] });
    sageMaker
      .on(DescribeModelPackageCommand, { ModelPackageName: 'arn:2' })
      .resolves({
        ModelApprovalStatus: 'Approved',
        ApprovalDescription: 'better',
        CreationTime: createdAt,
        CustomerMetadataProperties: { version: 'job-2' },
        InferenceSpecification: {
          Containers: [{ Image: 'image', ModelDataUrl: 's3://b/model.tar.gz' }],
        },
      })
      .on(DescribeModelPackageCommand, { ModelPackageName: 'arn:gone' })
      .rejects(notFound);

    expect(await packages.list('waf')).toEqual([
      {
        arn: 'arn:2',
        approvalStatus: 'Approved',
        approvalDescription: 'better',
        createdAt,
        metadata: { version: 'job-2' },
        artefact: 's3://b/model.tar.gz',
        image: 'image',
      },
    ]);
  });

  it('are undefined when the job made none', async () => {
    sageMaker.on(ListModelPackagesCommand).resolves({ ModelPackageSummaryList: [] });

    await expect(packages.findByJob(query)).resolves.toBeUndefined();
  });

  it('are rejected with a reason that fits', async () => {
    sageMaker.on(UpdateModelPackageCommand).resolves({});

    await packages.setApproval('arn:1', 'Rejected', `Traceback:\n  ${'x'.repeat(2000)}`);

    expect(sageMaker.commandCalls(UpdateModelPackageCommand)[0]?.args[0].input).toEqual({
      ModelPackageArn: 'arn:1',
      ModelApprovalStatus: 'Rejected',
      ApprovalDescription: `Traceback: ${'x'.repeat(1013)}`,
    });
  });
});
