import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudWatchClient, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeEndpointConfigCommand } from '@aws-sdk/client-sagemaker';
import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import { versionResourceName } from '@ngwaf/contracts';
import { readStackOutputs, stackPaths } from '@ngwaf/tool-local-stack';
import { createCloudClients, uploadDataSet } from './cloud-client.ts';
import { deleteEndpoint } from './delete-endpoint.ts';
import { createDocumentedApi } from './documented-api.ts';
import { eventually } from './eventually.ts';
import { FAULTS, releaseFaultyNotebook } from './faulty-notebook.ts';
import { expectQuietSoon, liveVersion, readLease } from './invariants.ts';
import { knownTraffic, retrain, sampleCsv, untilEnded, untilStep } from './retraining.ts';
import { because, models } from './operator.ts';
import { scoreContinuously } from './score-continuously.ts';
import { startFromBaseModel } from './start-from-base-model.ts';
import { testStack, testStackOptions } from './test-stack.ts';

const outputs = testStack();
const api = createDocumentedApi(outputs);
const clients = createCloudClients(outputs);
const { sageMaker } = clients;
const terraformOutputs = stackPaths(testStackOptions).terraformOutputs;

const live = () => liveVersion(clients, outputs);
const configOf = (version: string) =>
  sageMaker.send(
    new DescribeEndpointConfigCommand({
      EndpointConfigName: versionResourceName(outputs.endpointName, version),
    }),
  );
const cloudWatch = new CloudWatchClient({
  endpoint: outputs.awsEndpointUrl,
  region: outputs.region,
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});
const setAlarm = (StateValue: 'ALARM' | 'OK') =>
  cloudWatch.send(
    new SetAlarmStateCommand({
      AlarmName: 'ngwaf-dev-endpoint-5xx',
      StateValue,
      StateReason: 'test',
    }),
  );

let base: string;
let challenger: string;

beforeAll(async () => {
  await startFromBaseModel(clients, outputs);
  base = await live();
  const path = await uploadDataSet(clients, outputs, 'sample/traffic.csv', sampleCsv());
  challenger = await retrain(api, path);
  const job = await untilEnded(api, challenger);
  expect([job.status, job.outcome]).toEqual(['success', 'promoted']);
}, 120_000);

afterEach(() => expectQuietSoon(clients, outputs, api), 40_000);
afterAll(() => startFromBaseModel(clients, outputs), 60_000);

describe('models', () => {
  it('are listed with figures, and one shown with all that is known of it', async () => {
    const [code, list] = await models(['list']);
    const [, details] = await models(['show', challenger]);

    expect(code).toBe(0);
    const line = (version: string) => list.split('\n').find((text) => text.includes(version));
    expect(line(challenger)).toMatch(/Approved.* [01]\.\d{4} .*live/);
    expect(line(base)).toMatch(/Approved.*kept ready, rollback goes here/);
    expect(details).toMatch(/decision +better: F1/);
    expect(details).toContain(base);
  }, 60_000);

  it('are rolled back without a lost request; the one left is rejected, with who and why', async () => {
    const scoring = scoreContinuously(api);

    const [code, output] = await models(['rollback', ...because('false alarms of the shop')]);

    const { failures, models: answered } = await scoring.stop();
    expect([code, output]).toEqual([0, expect.stringContaining(`live now: ${base}`)]);
    expect(failures).toEqual([]);
    expect(new Set(answered)).toEqual(new Set([challenger, base]));
    expect(await live()).toBe(base);
    const [, details] = await models(['show', challenger]);
    expect(details).toMatch(/approval +Rejected/);
    expect(details).toMatch(
      /decision +rolled back to base-\w+ by arn:aws.*: false alarms of the shop/,
    );
    await expect(configOf(challenger)).rejects.toThrow(/Could not find/);
  }, 90_000);

  it('have nothing to be rolled back to past the first', async () => {
    const [code, output] = await models(['rollback', ...because('once more')]);

    expect([code, output]).toEqual([1, expect.stringContaining('nothing to go back to')]);
    expect(await live()).toBe(base);
  }, 60_000);

  it('are promoted by hand, made anew from the registry', async () => {
    const [code, output] = await models(['promote', challenger, ...because('it was right')]);

    expect([code, output]).toEqual([0, expect.stringContaining(`live now: ${challenger}`)]);
    expect(await live()).toBe(challenger);
    const again = await models(['promote', challenger, ...because('again')]);
    expect(again).toEqual([0, expect.stringContaining('live already')]);
  }, 90_000);

  it('are not rejected while they are live, and are once they are not', async () => {
    const refused = await models(['reject', challenger, ...because('test')]);
    const [code] = await models(['reject', base, ...because('too many misses')]);

    expect(refused).toEqual([1, expect.stringContaining('is live')]);
    expect(code).toBe(0);
    await expect(configOf(base)).rejects.toThrow(/Could not find/);
    const [, output] = await models(['rollback', ...because('test')]);
    expect(output).toContain('nothing to go back to');
  }, 60_000);

  it('stay as they are while a retraining runs', async () => {
    const { artefact_bucket } = await readStackOutputs(testStackOptions);
    const restore = await releaseFaultyNotebook(
      clients,
      artefact_bucket,
      'prepare_data',
      FAULTS.hang,
    );
    try {
      const path = await uploadDataSet(clients, outputs, 'known.csv', knownTraffic());
      const jobKey = await retrain(api, path);
      const { execution_arn } = await untilStep(api, jobKey, 'prepare_data');

      const [code, output] = await models(['promote', base, ...because('now')]);

      expect([code, output]).toEqual([1, expect.stringContaining(`${jobKey} is running`)]);
      expect(await readLease(clients, outputs)).toMatchObject({ pipeline_job_key: jobKey });
      await clients.sfn.send(new StopExecutionCommand({ executionArn: execution_arn }));
      await untilEnded(api, jobKey);
    } finally {
      await restore();
    }
    expect(await live()).toBe(challenger);
  }, 120_000);
});

describe('an alarm', () => {
  afterEach(() => setAlarm('OK'));

  it('that rings already refuses a promotion with the reason, unless told otherwise', async () => {
    await setAlarm('ALARM');

    const refused = await models(['promote', base, ...because('test')]);

    expect(refused).toEqual([1, expect.stringContaining('ngwaf-dev-endpoint-5xx rings already')]);
    expect(await live()).toBe(challenger);
    const [code] = await models(['promote', base, '--despite-alarms', ...because('a cure')]);
    expect([code, await live()]).toEqual([0, base]);
  }, 90_000);

  it('that rings while a version bakes takes it back, and the promotion fails', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ngwaf-bake-'));
    const baking = join(folder, 'outputs.json');
    const text = await readFile(terraformOutputs, 'utf8');
    await writeFile(
      baking,
      text.replace(/"NGWAF_BAKE_SECONDS": "\d+"/, '"NGWAF_BAKE_SECONDS": "120"'),
    );

    const promotion = models(['promote', challenger, ...because('test')], baking);
    const isServing = eventually(async () => {
      const { body } = await api.call('POST', '/prediction', { payload: '/?id=1' });
      expect(body).toMatchObject({ model: challenger });
    }, 60_000);
    const endedEarly = promotion.then(([, text]) => Promise.reject(new Error(text)));
    await Promise.race([isServing, endedEarly]);
    await setAlarm('ALARM');
    const [code, output] = await promotion;
    await rm(folder, { recursive: true });

    expect([code, output]).toEqual([1, expect.stringContaining('went into ALARM state')]);
    expect(await live()).toBe(base);
  }, 150_000);
});

describe('without an endpoint', () => {
  it('rollback makes one with the version that was live last', async () => {
    await models(['promote', challenger, ...because('test')]);
    await deleteEndpoint(clients, outputs.endpointName);

    const [code, output] = await models(['rollback', ...because('somebody deleted it')]);

    expect([code, output]).toEqual([0, expect.stringContaining(`live now: ${challenger}`)]);
    expect(await live()).toBe(challenger);
  }, 90_000);

  it('a retraining starts from the version that was live last, not from the base model', async () => {
    await deleteEndpoint(clients, outputs.endpointName);
    const path = await uploadDataSet(clients, outputs, 'known.csv', knownTraffic());

    const job = await untilEnded(api, await retrain(api, path));

    expect([job.status, job.model_performance?.['champion']]).toEqual(['success', challenger]);
  }, 120_000);
});
