import { join } from 'node:path';
import { DescribeEndpointCommand, ListEndpointConfigsCommand } from '@aws-sdk/client-sagemaker';
import { ROOT, awsEnvironment, readStackOutputs, run, stackPaths } from '@ngwaf/tool-local-stack';
import { createCloudClients, uploadDataSet } from './cloud-client.ts';
import { deleteEndpoint } from './delete-endpoint.ts';
import { createDocumentedApi } from './documented-api.ts';
import { eventually } from './eventually.ts';
import { FAULTS, releaseFaultyNotebook } from './faulty-notebook.ts';
import { reportPermissions } from './permission-report.ts';
import { retrain, sampleCsv, untilEnded } from './retraining.ts';
import { readRoles, readUses } from './roles-under-test.ts';
import { REFRESH_SECONDS, switchScoringMode } from './scoring-mode.ts';
import { SERVICE_PERMISSIONS } from './service-permissions.ts';
import { startFromBaseModel } from './start-from-base-model.ts';
import { testStack, testStackOptions } from './test-stack.ts';

// Behind all other files, the proof of the permissions included: the stack stays in another mode.

const outputs = testStack();
const api = createDocumentedApi(outputs);
const clients = createCloudClients(outputs);
const { terraformOutputs } = stackPaths(testStackOptions);

const PAYLOADS = [
  "/search?q=1' UNION SELECT password FROM users--",
  '/search?q=%2527%2520OR%25201%253D1',
  'PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==',
  '<img src=x onerror=alert&#40;1&#41;>',
  '../../../../etc/passwd\u0000.png',
  'O’Reilly & Söhne, Zürich — 日本語 😀',
  'id=1',
];
const REQUEST = {
  method: 'POST',
  url: '/login?next=https://other.example/home',
  headers: { Host: 'shop.example', Cookie: 'session=abc; theme=dark', 'User-Agent': 'curl/8.1' },
  body: `{"user": "ann", "note": "' or '1'='1"}`,
};

interface Answers {
  by: (string | null)[];
  models: string[];
  scores: number[];
}

/** What every form of a request is answered now. */
const score = async (): Promise<Answers> => {
  const texts = await api.call('POST', '/prediction', { payloads: PAYLOADS });
  const request = await api.call('POST', '/prediction', { request: REQUEST });
  expect([texts.status, request.status]).toEqual([200, 200]);
  const [{ scores, model }, one] = [
    texts.body as { scores: number[]; model: string },
    request.body as { score: number; model: string },
  ];
  return {
    by: [texts, request].map(({ headers }) => headers.get('x-ngwaf-scored-by')),
    models: [model, one.model],
    scores: [...scores, one.score],
  };
};

/** Until what is live has got round to the function. */
const untilServed = (version: string): Promise<void> =>
  eventually(
    async () => expect((await score()).models).toEqual([version, version]),
    // The look itself, and a machine that has much to do.
    REFRESH_SECONDS * 1_000 + 10_000,
  );

/** Permissions of a role that nothing has used since then, and those that were lacking. */
const permissionsSince = async (before: Awaited<ReturnType<typeof readUses>>, role: string) => {
  const countOf = new Map(
    before.map((use) => [JSON.stringify({ ...use, allowed: 0 }), use.allowed]),
  );
  const uses = (await readUses(outputs)).filter(
    (use) => countOf.get(JSON.stringify({ ...use, allowed: 0 })) !== use.allowed,
  );
  const roles = (await readRoles(outputs, 'ngwaf-dev')).filter(({ name }) => name === role);
  const { unused, missing } = reportPermissions(roles, uses, SERVICE_PERMISSIONS);
  expect(roles).toHaveLength(1);
  return { unused, missing };
};

let byEndpoint: Answers;
let uses: Awaited<ReturnType<typeof readUses>>;

beforeAll(async () => {
  await startFromBaseModel(clients, outputs);
  byEndpoint = await score();
}, 60_000);

const expectSameScores = ({ scores }: Answers) => {
  for (const [index, expected] of byEndpoint.scores.entries()) {
    expect(Math.abs((scores[index] ?? NaN) - expected)).toBeLessThanOrEqual(1e-6);
  }
};

it('an endpoint says that it scored', () => {
  expect(byEndpoint.by).toEqual(['endpoint', 'endpoint']);
});

describe('an endpoint with a fallback', () => {
  beforeAll(async () => {
    await switchScoringMode('endpoint-with-fallback');
    uses = await readUses(outputs);
  }, 120_000);

  it('scores by the endpoint while there is one', async () => {
    expect(await score()).toEqual(byEndpoint);
  });

  it('answers with the same scores when the endpoint is gone', async () => {
    await deleteEndpoint(clients, outputs.endpointName);

    const answers = await score();

    expect([answers.by, answers.models]).toEqual([['in-process', 'in-process'], byEndpoint.models]);
    expectSameScores(answers);
  }, 60_000);

  it('may do what it does, and nothing else', async () => {
    // Logs are written a moment later.
    await eventually(async () => {
      expect(await permissionsSince(uses, 'sm-serving')).toEqual({ unused: [], missing: [] });
    }, 10_000);
  });
});

describe('in process', () => {
  let base: string;
  let challenger: string;
  let path: string;

  beforeAll(async () => {
    [base = ''] = byEndpoint.models;
    path = await uploadDataSet(clients, outputs, 'sample/traffic.csv', sampleCsv());
    await switchScoringMode('in-process');
    uses = await readUses(outputs);
  }, 120_000);

  it('the function scores as the endpoint did', async () => {
    const answers = await score();

    expect([answers.by, answers.models]).toEqual([['in-process', 'in-process'], byEndpoint.models]);
    expectSameScores(answers);
  });

  it('so does the route of all models, which tells what is live', async () => {
    const records = PAYLOADS.map((payload) => ({ payload }));
    const scored = await api.call('POST', '/models/waf/predictions', { records });
    const { body } = await api.call('GET', '/models/waf');

    const { predictions } = scored.body as { predictions: { score: number }[] };
    expect(predictions.map((each) => each.score)).toEqual(
      byEndpoint.scores.slice(0, -1).map((each) => expect.closeTo(each, 6) as number),
    );
    expect(body).toMatchObject({ live_version: base });
  });

  it('a retraining puts a better version live, and makes no endpoint', async () => {
    challenger = await retrain(api, path);

    const job = await untilEnded(api, challenger);

    expect([job.status, job.outcome, job.failure]).toEqual(['success', 'promoted', undefined]);
    await untilServed(challenger);
    const { sageMaker } = clients;
    const { endpointName: EndpointName } = outputs;
    await expect(sageMaker.send(new DescribeEndpointCommand({ EndpointName }))).rejects.toThrow(
      /Could not find/,
    );
    const configs = await sageMaker.send(
      new ListEndpointConfigsCommand({ NameContains: challenger }),
    );
    expect(configs.EndpointConfigs).toEqual([]);
  }, 120_000);

  it('a roll-back is served as soon', async () => {
    const ops = ['--import', 'tsx', join('tools', 'ops', 'src', 'main.ts'), 'models', 'rollback'];
    await run(
      process.execPath,
      [...ops, '--yes', '--reason', 'a test', '--outputs', terraformOutputs],
      { cwd: ROOT, env: awsEnvironment(testStackOptions) },
    );

    await untilServed(base);
  }, 60_000);

  it('a job that fails once its version is live takes it back', async () => {
    const { artefact_bucket } = await readStackOutputs(testStackOptions);
    const restore = await releaseFaultyNotebook(
      clients,
      artefact_bucket,
      'logging',
      FAULTS.killKernel,
    );

    const job = await untilEnded(api, await retrain(api, path));

    await restore();
    expect([job.status, job.outcome]).toEqual(['failed', 'rejected']);
    await untilServed(base);
  }, 120_000);

  it.each(['sm-serving', 'model-predictions', 'exit-notebook', 'notebook'])(
    '%s is refused nothing',
    async (role) => {
      expect((await permissionsSince(uses, role)).missing).toEqual([]);
    },
  );

  it('the function may do what it does, and nothing else', async () => {
    expect((await permissionsSince(uses, 'sm-serving')).unused).toEqual([]);
  });
});
