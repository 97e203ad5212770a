import { createDocumentedApi } from './documented-api.ts';
import { createCloudClients, uploadDataSet } from './cloud-client.ts';
import { readLease } from './invariants.ts';
import { testStack } from './test-stack.ts';

const outputs = testStack();
const api = createDocumentedApi(outputs);
const clients = createCloudClients(outputs);

const HEADER = 'payload,label,is_url';
const rows = (count: number, row: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => row(index));
const mixedRows = (count: number) => rows(count, (index) => `value ${index},${index % 2},FALSE`);
const csv = (...lines: string[]) => `${lines.join('\n')}\n`;

const countJobs = async (): Promise<number> => {
  const { body } = await api.call('GET', '/all-jobs');
  return (body as unknown[]).length;
};

/** A 4xx whose message says something, and nothing started. */
const expectRefused = async (
  send: () => ReturnType<typeof api.call>,
  status: number,
  message: RegExp,
): Promise<void> => {
  const before = { jobs: await countJobs(), lease: await readLease(clients, outputs) };

  const answer = await send();

  expect([answer.status, JSON.stringify(answer.body)]).toEqual([
    status,
    expect.stringMatching(message),
  ]);
  expect({ jobs: await countJobs(), lease: await readLease(clients, outputs) }).toEqual(before);
};

describe('POST /retrain', () => {
  it.each<[string, unknown, RegExp]>([
    ['no body', undefined, /body/i],
    ['a body that is not JSON', '{"train_file_path": ', /JSON/],
    ['a list', [], /object/i],
    ['a body without the path', {}, /train_file_path/],
    ['a path of the wrong type', { train_file_path: 7 }, /train_file_path.*string/],
    [
      'a wish of the wrong type',
      { train_file_path: `${outputs.trainBucket}/a.csv`, keep_contradicting_rows: 'yes' },
      /keep_contradicting_rows.*true or false/,
    ],
    ['a path without a key', { train_file_path: outputs.trainBucket }, /key/],
    [
      'a bucket that is not the training bucket',
      { train_file_path: `${outputs.bucket}/a.csv` },
      /bucket/,
    ],
    [
      'an object that does not exist',
      { train_file_path: `${outputs.trainBucket}/none.csv` },
      /exist|found/,
    ],
  ])('refuses %s', (_name, body, message) =>
    expectRefused(() => api.call('POST', '/retrain', body), 400, message),
  );

  it.each<[string, string | Buffer, RegExp]>([
    ['empty', '', /empty/],
    ['not UTF-8', Buffer.from([...Buffer.from(`${HEADER}\n`), 0xff, 0xfe, 0x41]), /UTF-8/],
    ['not CSV', csv(HEADER, '"never closed,0,TRUE'), /CSV|quote/i],
    ['without the column label', csv('payload,is_url', 'a,TRUE'), /label/],
    [
      'with a label other than 0 and 1',
      csv(HEADER, ...mixedRows(100), 'x,2,TRUE'),
      /label.*2|2.*label/,
    ],
    [
      'of one class only',
      csv(HEADER, ...rows(100, (index) => `value ${index},0,FALSE`)),
      /class|malicious/,
    ],
    ['of too few rows', csv(HEADER, ...mixedRows(4)), /rows/],
  ])('refuses a data set that is %s', async (name, content, message) => {
    const path = await uploadDataSet(
      clients,
      outputs,
      `bad/${name.replaceAll(' ', '-')}.csv`,
      content,
    );

    await expectRefused(
      () => api.call('POST', '/retrain', { train_file_path: path }),
      400,
      message,
    );
  });

  it('refuses a data set over the size limit', async () => {
    const line = `${'x'.repeat(4_000)},0,FALSE\n`;
    const content = Buffer.from(`${HEADER}\n${line.repeat(30_000)}`);
    const path = await uploadDataSet(clients, outputs, 'bad/large.csv', content);

    await expectRefused(
      () => api.call('POST', '/retrain', { train_file_path: path }),
      400,
      /bytes|MB/,
    );
  });
});

describe('POST /prediction', () => {
  it.each<[string, unknown, number, RegExp]>([
    ['no body', undefined, 400, /body/i],
    ['a body that is not JSON', 'payload=1', 400, /JSON/],
    ['none of the three forms', {}, 400, /payload/],
    ['two of the three forms', { payload: 'a', payloads: ['b'] }, 400, /payload/],
    ['an empty payload', { payload: '' }, 400, /payload/],
    ['a payload of the wrong type', { payload: 3 }, 400, /string/],
    ['a payload of 1 MB', { payload: 'x'.repeat(1_000_000) }, 400, /131072|128|bytes/],
    ['10,000 payloads', { payloads: Array.from({ length: 10_000 }, () => 'x') }, 400, /1000|1,000/],
    ['a request without a url', { request: { method: 'GET', headers: {} } }, 400, /url/],
  ])('refuses %s', (_name, body, status, message) =>
    expectRefused(() => api.call('POST', '/prediction', body), status, message),
  );

  it('refuses a body of bytes', () =>
    expectRefused(
      () => api.call('POST', '/prediction', Buffer.from([0x7b, 0x00, 0xff, 0xfe, 0x80])),
      400,
      /JSON|UTF-8/,
    ));
});

describe('job routes', () => {
  it.each<[string, string, string, unknown, number, RegExp]>([
    ['an unknown job', 'POST', '/status', { job_key: 'job-none' }, 404, /job-none/],
    ['a job key of the wrong type', 'POST', '/status', { job_key: 1 }, 400, /job_key/],
    ['no job key', 'POST', '/status', {}, 400, /job_key/],
    ['an unknown job in the path', 'GET', '/jobs/job-none', undefined, 404, /job-none/],
    ['a limit of 0', 'GET', '/jobs?limit=0', undefined, 400, /limit/],
    ['a limit that is no number', 'GET', '/jobs?limit=many', undefined, 400, /limit/],
    ['a page token of another API', 'GET', '/jobs?next_token=abc', undefined, 400, /next_token/],
    ["the lease's own key", 'GET', '/jobs/_pipeline_status', undefined, 404, /_pipeline_status/],
  ])('refuse %s', (_name, method, path, body, status, message) =>
    expectRefused(() => api.call(method, path, body), status, message),
  );
});

describe('the API key', () => {
  it.each([
    ['POST', '/prediction'],
    ['POST', '/retrain'],
    ['POST', '/status'],
    ['GET', '/all-jobs'],
    ['GET', '/jobs'],
    ['GET', '/jobs/job-1'],
  ])('is required by %s %s', async (method, path) => {
    const stranger = createDocumentedApi({ ...outputs, apiKey: 'not-a-key-of-this-api' });

    const answer = await stranger.call(method, path, method === 'POST' ? {} : undefined);

    expect([answer.status, answer.body]).toEqual([403, { message: 'Forbidden' }]);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });
});
