import { AwsError, type CloudContext } from '../../context.ts';
import { createCredentials } from '../../iam/principals.ts';
import { createSageMaker, type SageMakerService } from '../index.ts';
import { aNumber, textWith } from '../testing/matchers.ts';

const context: CloudContext = {
  region: 'eu-west-1',
  accountId: '123456789012',
  endpointUrl: 'http://127.0.0.1:9',
  stateDir: '/nowhere',
  logDir: '/nowhere',
  python: '/nowhere/python',
  processes: {
    start: () => {
      throw new Error('starts no process');
    },
    kill: async () => undefined,
  },
  awsEnvironment: {},
  credentials: createCredentials(),
  log: () => undefined,
};

let sageMaker: SageMakerService;
beforeEach(() => {
  sageMaker = createSageMaker(context);
});
afterEach(() => sageMaker.close());

const call = async (action: string, input: Record<string, unknown> = {}) =>
  (await sageMaker.handle(action, input))!.body as Record<string, unknown>;

const image = { Image: '1.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-scikit-learn:1.2-1-cpu-py3' };
const variant = {
  VariantName: 'AllTraffic',
  ModelName: 'model',
  InstanceType: 'ml.m5.large',
  InitialInstanceCount: 1,
};

describe('the service', () => {
  it('leaves operations it does not do to others', () => {
    expect(sageMaker.handle('CreatePipeline', {})).toBeUndefined();
    expect(sageMaker.handle('toString', {})).toBeUndefined();
    expect(
      sageMaker.handle('ListTags', {
        ResourceArn: 'arn:aws:sagemaker:eu-west-1:123456789012:pipeline/p',
      }),
    ).toBeUndefined();
  });
});

describe('a model', () => {
  it('is told as it was made, with its ARN in lower case', async () => {
    await call('CreateModel', {
      ModelName: 'Model',
      PrimaryContainer: { ...image, Environment: { A: 'b' } },
    });

    expect(await call('DescribeModel', { ModelName: 'Model' })).toEqual({
      ModelName: 'Model',
      ModelArn: 'arn:aws:sagemaker:eu-west-1:123456789012:model/model',
      CreationTime: aNumber,
      EnableNetworkIsolation: false,
      PrimaryContainer: { Mode: 'SingleModel', ...image, Environment: { A: 'b' } },
    });
  });

  it('cannot be made twice', async () => {
    await call('CreateModel', { ModelName: 'model', PrimaryContainer: image });

    await expect(
      call('CreateModel', { ModelName: 'model', PrimaryContainer: image }),
    ).rejects.toThrow(
      'Cannot create already existing model "arn:aws:sagemaker:eu-west-1:123456789012:model/model".',
    );
  });

  it.each([
    ['DescribeModel', { ModelName: 'none' }, 'Could not find model "arn:'],
    ['DeleteModel', { ModelName: 'none' }, 'Could not find model "arn:'],
    [
      'DescribeEndpointConfig',
      { EndpointConfigName: 'none' },
      'Could not find endpoint configuration "arn:',
    ],
    ['DescribeEndpoint', { EndpointName: 'none' }, 'Could not find endpoint "arn:'],
    ['DescribeNotebookInstance', { NotebookInstanceName: 'none' }, 'RecordNotFound'],
    ['DescribeTrainingJob', { TrainingJobName: 'none' }, 'Requested resource not found.'],
    ['DescribeModelPackageGroup', { ModelPackageGroupName: 'none' }, 'does not exist'],
    ['DescribeModelPackage', { ModelPackageName: 'none' }, 'does not exist'],
    [
      'DescribeNotebookInstanceLifecycleConfig',
      { NotebookInstanceLifecycleConfigName: 'none' },
      'Notebook Instance Lifecycle Config does not exist.',
    ],
  ])('%s of one that is not there says so', async (action, input, text) => {
    const error: unknown = await call(action, input).catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(AwsError);
    expect(error).toMatchObject({
      code: 'ValidationException',
      message: textWith(text),
    });
  });
});

describe('an endpoint config', () => {
  beforeEach(() => call('CreateModel', { ModelName: 'model', PrimaryContainer: image }));

  it('gives its variants a weight of 1', async () => {
    await call('CreateEndpointConfig', { EndpointConfigName: 'c', ProductionVariants: [variant] });

    const { ProductionVariants } = await call('DescribeEndpointConfig', {
      EndpointConfigName: 'c',
    });

    expect(ProductionVariants).toEqual([{ ...variant, InitialVariantWeight: 1 }]);
  });

  it.each([
    ['a model that is not there', [{ ...variant, ModelName: 'none' }], 'Could not find model'],
    ['two variants of one name', [variant, variant], 'Variant names must be unique'],
    [
      'neither instances nor serverless',
      [{ VariantName: 'v', ModelName: 'model' }],
      'needs either InstanceType',
    ],
  ])('cannot be made with %s', async (_, ProductionVariants, text) => {
    await expect(
      call('CreateEndpointConfig', { EndpointConfigName: 'c', ProductionVariants }),
    ).rejects.toThrow(text);
  });
});

describe('the model registry', () => {
  const create = (status?: string) =>
    call('CreateModelPackage', {
      ModelPackageGroupName: 'waf',
      ModelApprovalStatus: status,
      CustomerMetadataProperties: { version: 'v', parent: 'p' },
      InferenceSpecification: { Containers: [image] },
    });
  const list = async (input: Record<string, unknown> = {}) =>
    (
      (await call('ListModelPackages', { ModelPackageGroupName: 'waf', ...input }))[
        'ModelPackageSummaryList'
      ] as { ModelPackageVersion: number }[]
    ).map(({ ModelPackageVersion }) => ModelPackageVersion);

  beforeEach(() => call('CreateModelPackageGroup', { ModelPackageGroupName: 'waf' }));

  it('numbers versions, lists the latest first, and gives no number twice', async () => {
    await create();
    await create('Approved');
    await call('DeleteModelPackage', {
      ModelPackageName: 'arn:aws:sagemaker:eu-west-1:123456789012:model-package/waf/2',
    });
    const third = await create('Approved');

    expect(third).toEqual({
      ModelPackageArn: 'arn:aws:sagemaker:eu-west-1:123456789012:model-package/waf/3',
    });
    expect(await list()).toEqual([3, 1]);
    expect(await list({ SortOrder: 'Ascending' })).toEqual([1, 3]);
    expect(await list({ ModelApprovalStatus: 'Approved' })).toEqual([3]);
    expect(await list({ ModelApprovalStatus: 'PendingManualApproval' })).toEqual([1]);
  });

  it('changes approval and metadata of a version', async () => {
    const { ModelPackageArn } = await create();

    await call('UpdateModelPackage', {
      ModelPackageArn,
      ModelApprovalStatus: 'Rejected',
      ApprovalDescription: 'worse',
      CustomerMetadataProperties: { parent: 'q' },
      CustomerMetadataPropertiesToRemove: ['version'],
    });

    expect(await call('DescribeModelPackage', { ModelPackageName: ModelPackageArn })).toMatchObject(
      {
        ModelPackageVersion: 1,
        ModelApprovalStatus: 'Rejected',
        ApprovalDescription: 'worse',
        CustomerMetadataProperties: { parent: 'q' },
      },
    );
  });

  it('keeps a group as long as it holds versions', async () => {
    await create();

    await expect(
      call('DeleteModelPackageGroup', { ModelPackageGroupName: 'waf' }),
    ).rejects.toMatchObject({ code: 'ConflictException' });
  });
});

describe('tags', () => {
  const ResourceArn = 'arn:aws:sagemaker:eu-west-1:123456789012:model-package-group/waf';
  beforeEach(() =>
    call('CreateModelPackageGroup', {
      ModelPackageGroupName: 'waf',
      Tags: [{ Key: 'a', Value: '1' }],
    }),
  );

  it('are added, replaced and removed', async () => {
    await call('AddTags', {
      ResourceArn,
      Tags: [
        { Key: 'a', Value: '2' },
        { Key: 'b', Value: '3' },
      ],
    });
    await call('DeleteTags', { ResourceArn, TagKeys: ['b'] });

    expect(await call('ListTags', { ResourceArn })).toEqual({ Tags: [{ Key: 'a', Value: '2' }] });
  });

  it('go with their resource', async () => {
    await call('DeleteModelPackageGroup', { ModelPackageGroupName: 'waf' });

    await expect(call('ListTags', { ResourceArn })).rejects.toThrow('Could not find resource');
  });
});
