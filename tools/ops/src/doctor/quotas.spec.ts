import {
  ListAWSDefaultServiceQuotasCommand,
  ListServiceQuotasCommand,
  ServiceQuotasClient,
} from '@aws-sdk/client-service-quotas';
import { parseEnvironment } from '@ngwaf/infra/environments';
import { mockClient } from 'aws-sdk-client-mock';
import { checkQuotas, neededQuotas } from './quotas.ts';

const environment = parseEnvironment('prod', {
  endpointInstanceType: 'ml.m5.large',
  endpointInstanceCount: 2,
  trainingInstanceType: 'ml.m5.xlarge',
  notebookInstanceType: 'ml.t3.medium',
});
const mock = mockClient(ServiceQuotasClient);
const client = new ServiceQuotasClient({ region: 'eu-west-1' });

/** As Service Quotas answers; only what differs from quota to quota is given. */
const quota = (ServiceCode: string, QuotaName: string, QuotaCode: string, Value: number) => ({
  ServiceCode,
  ServiceName: ServiceCode === 'lambda' ? 'AWS Lambda' : 'Amazon SageMaker',
  QuotaArn: `arn:aws:servicequotas:eu-west-1:111122223333:${ServiceCode}/${QuotaCode}`,
  QuotaCode,
  QuotaName,
  Value,
  Unit: 'None',
  Adjustable: true,
  GlobalQuota: false,
});
const listed = (service: string, ...Quotas: ReturnType<typeof quota>[]) =>
  mock.on(ListServiceQuotasCommand, { ServiceCode: service }).resolves({ Quotas });
const check = () => checkQuotas({ quotas: client }, environment, 'eu-west-1', []);

beforeEach(() => {
  mock.reset();
  mock.on(ListAWSDefaultServiceQuotasCommand).resolves({ Quotas: [] });
  listed('lambda', quota('lambda', 'Concurrent executions', 'L-B99A9384', 1000));
});

it('needs no endpoint where requests are scored in process', () => {
  const scoring = { ...environment.scoring, mode: 'in-process' } as const;

  const names = neededQuotas({ ...environment, scoring }, []).map(({ name }) => name);

  expect(names.filter((name) => name.includes('endpoint'))).toEqual([]);
  expect(names).toContain('ml.m5.xlarge for training job usage');
});

it('needs the fleet of the endpoint twice', () => {
  expect(neededQuotas(environment, [])[0]).toMatchObject({
    name: 'ml.m5.large for endpoint usage',
    needed: 4,
  });
});

it('finds every quota by its name, on later pages and among the defaults too', async () => {
  mock
    .on(ListServiceQuotasCommand, { ServiceCode: 'sagemaker' })
    .resolvesOnce({
      Quotas: [quota('sagemaker', 'ml.m5.large for endpoint usage', 'L-1', 4)],
      NextToken: 'more',
    })
    .resolves({ Quotas: [quota('sagemaker', 'ml.m5.xlarge for training job usage', 'L-2', 1)] });
  mock.on(ListAWSDefaultServiceQuotasCommand).resolves({
    Quotas: [quota('sagemaker', 'ml.t3.medium for notebook instance usage', 'L-3', 1)],
  });

  const findings = await check();

  expect(findings.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok', 'ok']);
});

it('gives the command that asks for more where there is too little', async () => {
  listed(
    'sagemaker',
    quota('sagemaker', 'ml.m5.large for endpoint usage', 'L-1', 2),
    quota('sagemaker', 'ml.m5.xlarge for training job usage', 'L-2', 0),
    quota('sagemaker', 'ml.t3.medium for notebook instance usage', 'L-3', 1),
  );

  const [endpoint, training, notebook] = await check();

  expect(endpoint).toMatchObject({
    status: 'problem',
    found: '2',
    remedy:
      'aws service-quotas request-service-quota-increase --region eu-west-1 --service-code sagemaker --quota-code L-1 --desired-value 4',
  });
  expect(training).toMatchObject({ status: 'problem', found: '0' });
  expect(notebook).toMatchObject({ status: 'ok' });
});

it('warns of the few executions of a new account', async () => {
  listed('lambda', quota('lambda', 'Concurrent executions', 'L-B99A9384', 10));

  expect(await check()).toContainEqual(
    expect.objectContaining({ check: 'Concurrent executions', status: 'warning', found: '10' }),
  );
});

it('calls what is not listed unknown', async () => {
  listed('sagemaker');

  expect((await check())[0]).toMatchObject({ status: 'unknown' });
});

it('calls all of a service unknown that may not be asked, and says what is needed', async () => {
  const denied = Object.assign(new Error('no'), { name: 'AccessDeniedException', $metadata: {} });
  mock.on(ListServiceQuotasCommand).rejects(denied);

  const findings = await check();

  expect(findings.map(({ status }) => status)).toEqual(['unknown', 'unknown']);
  expect(findings[0]?.remedy).toContain('4 of "ml.m5.large for endpoint usage"');
});
