import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';

import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createLogger } from '@ngwaf/lambda-kit';
import { sdkStreamMixin } from '@smithy/core/serde';
import { mockClient } from 'aws-sdk-client-mock';

import { createInProcess } from './in-process.ts';

const s3 = mockClient(S3Client);
const counted: string[] = [];
const lines: string[] = [];
const base = readFileSync(join(import.meta.dirname, '../../../notebooks/base-model/model.tar.gz'));

/** A bucket with one version, which is live. */
const withLive = (artefact: Buffer): void => {
  const champion = {
    version: 'job-1',
    artefact: 's3://waf/models/job-1/model.tar.gz',
    sha256: createHash('sha256').update(artefact).digest('hex'),
  };
  const contents = {
    'live/champion.json': Buffer.from(JSON.stringify(champion)),
    'models/job-1/model.tar.gz': artefact,
  };
  for (const [Key, content] of Object.entries(contents)) {
    s3.on(GetObjectCommand, { Bucket: 'waf', Key }).callsFake(() => ({
      Body: sdkStreamMixin(Readable.from([content])),
      ETag: '"1"',
    }));
  }
};

const scoreIn = () =>
  createInProcess(new S3Client({ region: 'us-east-1' }), {
    bucket: 'waf',
    refreshMs: 30_000,
    logger: createLogger({}, (line) => void lines.push(line)),
    metrics: (values) => void counted.push(...Object.keys(values)),
  });

beforeEach(() => {
  s3.reset();
  counted.splice(0);
  lines.splice(0);
});

it('scores with the artefact that the endpoint would serve, under its name in the registry', async () => {
  withLive(base);

  const answer = await scoreIn()({ instances: ["/item?id=1' UNION SELECT password FROM users--"] });

  expect(answer).toMatchObject({ model: 'job-1', threshold: expect.any(Number) as number });
  expect(answer.predictions[0]).toBeGreaterThan(answer.threshold);
  expect(answer.reasons?.[0]?.[0]).toMatchObject({ kind: 'query', name: 'id' });
  expect(counted).toEqual(['ModelLoads']);
});

it('begins to load before anybody asks', async () => {
  withLive(base);

  scoreIn();
  await new Promise((resolve) => setImmediate(resolve));

  expect(s3.commandCalls(GetObjectCommand).length).toBeGreaterThan(0);
});

it('tells what it cannot read, and answers that there is no model', async () => {
  withLive(Buffer.from('no archive'));

  await expect(scoreIn()({ instances: ['a'] })).rejects.toMatchObject({
    code: 'model_unavailable',
  });
  expect(counted).toEqual(['ModelRefreshFailures']);
  expect(lines).toEqual([expect.stringContaining('the live model could not be loaded')]);
});
