import { startTestCloud, type TestCloud } from './test-cloud.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud();
  await fetch(`${cloud.url}/models`, { method: 'PUT' });
  await fetch(`${cloud.url}/models/m.tar.gz`, { method: 'PUT', body: 'any' });
  const sageMaker = (operation: string, input: object) =>
    cloud.call('sagemaker', `SageMaker.${operation}`, input);
  await sageMaker('CreateModel', {
    ModelName: 'm',
    PrimaryContainer: { Image: 'any', ModelDataUrl: 's3://models/m.tar.gz' },
  });
  await sageMaker('CreateEndpointConfig', {
    EndpointConfigName: 'c',
    ProductionVariants: [
      { VariantName: 'v', ModelName: 'm', InstanceType: 'ml.m5.large', InitialInstanceCount: 1 },
    ],
  });
  await sageMaker('CreateEndpoint', { EndpointName: 'live', EndpointConfigName: 'c' });
}, 60_000);
afterAll(() => cloud.close());

const call = (operation: string, input: object) =>
  cloud.call('application-autoscaling', `AnyScaleFrontendService.${operation}`, input);

const ServiceNamespace = 'sagemaker';
const target = {
  ServiceNamespace,
  ResourceId: 'endpoint/live/variant/v',
  ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
};
const policy = {
  ...target,
  PolicyName: 'by-invocations',
  PolicyType: 'TargetTrackingScaling',
  TargetTrackingScalingPolicyConfiguration: {
    TargetValue: 100,
    PredefinedMetricSpecification: {
      PredefinedMetricType: 'SageMakerVariantInvocationsPerInstance',
    },
  },
};

it('keeps what is to scale, and by what', async () => {
  await call('RegisterScalableTarget', { ...target, MinCapacity: 1, MaxCapacity: 3 });
  await call('RegisterScalableTarget', { ...target, MinCapacity: 2, MaxCapacity: 4 });
  await call('PutScalingPolicy', policy);

  expect(await call('DescribeScalableTargets', { ServiceNamespace })).toMatchObject({
    ScalableTargets: [{ ResourceId: target.ResourceId, MinCapacity: 2, MaxCapacity: 4 }],
  });
  expect(await call('DescribeScalingPolicies', { ServiceNamespace })).toMatchObject({
    ScalingPolicies: [{ PolicyName: 'by-invocations' }],
  });
  expect(await call('DescribeScalingActivities', { ServiceNamespace })).toEqual({
    ScalingActivities: [],
  });

  await call('DeregisterScalableTarget', target);

  expect(await call('DescribeScalableTargets', { ServiceNamespace })).toMatchObject({
    ScalableTargets: [],
  });
});

it.each([
  ['RegisterScalableTarget', { ResourceId: 'endpoint/none/variant/v' }, 'ValidationException'],
  ['RegisterScalableTarget', { ResourceId: 'live' }, 'ValidationException'],
  ['DeregisterScalableTarget', {}, 'ObjectNotFoundException'],
  ['DeleteScalingPolicy', { PolicyName: 'none' }, 'ObjectNotFoundException'],
])('%s of what is not there fails: %j', async (operation, changes, error) => {
  expect(
    await call(operation, { ...target, MinCapacity: 1, MaxCapacity: 1, ...changes }),
  ).toMatchObject({ __type: error });
});
