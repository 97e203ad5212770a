import { createReadStream } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';

import { isNotFound, parseS3Url, pathBelowPrefix, type S3Files } from '../aws/s3-files.ts';
import { now } from '../api/now.ts';
import type { FleetSources } from '../endpoints/fleet.ts';
import { InvocationTimeout, sendToContainer } from '../endpoints/container-request.ts';
import { fetchModel } from '../endpoints/served-model.ts';
import { ServingProcess } from '../endpoints/serving-process.ts';
import type { Host } from '../host.ts';
import { AlgorithmError, ClientError, failureReason } from '../training/failures.ts';
import { dataProcessingOf, JoinError } from './assemble.ts';
import { batchesOf, linesOf, TooMuchData, type Batch } from './batches.ts';
import type { TransformJob } from './transform-job.ts';

const MB = 1024 * 1024;

/** Runs a transform job from its model's start to its last upload; it ends settled, whatever happens. */
export const runTransformJob = async (sources: FleetSources, job: TransformJob): Promise<void> => {
  const { host } = sources;
  const folder = host.stateFolder('transform-jobs', job.name);
  let instance: ServingProcess | undefined;
  try {
    job.startedAt = now();
    const keys = await inputKeys(host.as(job.principal).files, job);
    instance = await startModel(sources, job, join(folder, 'ml'));
    const endsIt = () => void instance?.end();
    job.stopSignal.addEventListener('abort', endsIt, { once: true });
    await instance.start().catch((error: unknown) => {
      throw new AlgorithmError((error as Error).message);
    });
    for (const key of keys) await transformObject(host, job, instance, key, join(folder, 'data'));
    job.stopSignal.throwIfAborted();
    job.settle('Completed');
  } catch (error) {
    if (job.stopSignal.aborted) job.settle('Stopped');
    else job.settle('Failed', failureReason(asClientError(error)));
  } finally {
    await instance?.end();
    await rm(folder, { recursive: true, force: true });
    host.forget(job.principal);
  }
};

/** What is wrong with the data is no fault of the service. */
const asClientError = (error: unknown): unknown =>
  error instanceof TooMuchData || error instanceof JoinError
    ? new ClientError(error.message)
    : error;

const inputKeys = async (files: S3Files, { request }: TransformJob): Promise<string[]> => {
  const { S3Uri } = request.TransformInput.DataSource.S3DataSource;
  const keys = await files.keysBelow(S3Uri).catch((error: unknown) => {
    if (isNotFound(error)) return [];
    throw new ClientError(`Data download failed: ${(error as Error).message}`);
  });
  if (keys.length === 0) {
    throw new ClientError(
      `Data download failed:No S3 objects found under S3 URL "${S3Uri}" given in input data source.`,
    );
  }
  return keys;
};

const startModel = async (
  { host, registry }: FleetSources,
  job: TransformJob,
  root: string,
): Promise<ServingProcess> => {
  const model = await fetchModel(host, registry, job.model, job.principal, root).catch(
    (error: unknown) => {
      throw new ClientError((error as Error).message);
    },
  );
  const { name, request } = job;
  const environment = {
    ...model.environment,
    ...request.Environment,
    SAGEMAKER_BATCH: 'true',
    SAGEMAKER_MAX_PAYLOAD_IN_MB: String(request.MaxPayloadInMB),
    SAGEMAKER_BATCH_STRATEGY: isSingle(job) ? 'SINGLE_RECORD' : 'MULTI_RECORD',
    SAGEMAKER_MAX_CONCURRENT_TRANSFORMS: '1',
  };
  const identity = {
    owner: `transform job ${name}`,
    part: `transform job ${name}`,
    logFile: () => host.logFile('transform-jobs', `${name}.log`),
    logTarget: (id: string) => ({ group: '/aws/sagemaker/TransformJobs', stream: `${name}/${id}` }),
  };
  return new ServingProcess(host, identity, { ...model, environment }, host.limits.startUpMs);
};

const isSingle = ({ request }: TransformJob): boolean =>
  (request.BatchStrategy ?? 'MultiRecord') === 'SingleRecord';

/** One object of the input becomes one of the output, named as it is with `.out`. */
const transformObject = async (
  host: Host,
  job: TransformJob,
  instance: ServingProcess,
  key: string,
  folder: string,
): Promise<void> => {
  const { TransformInput, TransformOutput } = job.request;
  const { bucket, key: prefix } = parseS3Url(TransformInput.DataSource.S3DataSource.S3Uri);
  const { files } = host.as(job.principal);
  const file = join(folder, 'object');
  await files.download(`s3://${bucket}/${key}`, file, job.stopSignal);
  const text = await readText(file, TransformInput.CompressionType === 'Gzip');
  const parts: string[] = [];
  const processing = dataProcessingOf(job.request);
  for (const batch of split(job, text)) {
    job.stopSignal.throwIfAborted();
    const sent = { ...batch, body: batch.records.map((one) => processing.input(one)).join('\n') };
    const answer = await score(host, job, instance, sent, key);
    parts.push(processing.output(batch.records, answer));
  }
  const out = join(folder, 'object.out');
  await mkdir(folder, { recursive: true });
  await writeFile(out, assembled(parts, TransformOutput.AssembleWith));
  const place = TransformOutput.S3OutputPath.replace(/\/$/, '');
  await files.upload(out, `${place}/${pathBelowPrefix(key, prefix)}.out`);
};

const readText = async (file: string, isGzip: boolean): Promise<string> =>
  isGzip
    ? (await buffer(createReadStream(file).pipe(createGunzip()))).toString('utf8')
    : readFile(file, 'utf8');

const split = (job: TransformJob, text: string): Batch[] => {
  const { TransformInput, MaxPayloadInMB } = job.request;
  const maxBytes = (MaxPayloadInMB || 100) * MB;
  const records = TransformInput.SplitType === 'Line' ? linesOf(text) : [text];
  return batchesOf(records, { isSingle: isSingle(job), maxBytes });
};

/** @throws {AlgorithmError} the container did not answer, or answered an error. */
const score = async (
  host: Host,
  { request }: TransformJob,
  instance: ServingProcess,
  { body }: Batch,
  key: string,
): Promise<string> => {
  const { TransformInput, TransformOutput, ModelClientConfig } = request;
  const seconds = ModelClientConfig?.InvocationsTimeoutInSeconds ?? 600;
  const headers = {
    ...(TransformInput.ContentType !== undefined && { 'content-type': TransformInput.ContentType }),
    ...(TransformOutput.Accept !== undefined && { accept: TransformOutput.Accept }),
  };
  for (let retries = ModelClientConfig?.InvocationsMaxRetries ?? 0; ; retries -= 1) {
    const answer = await sendToContainer(
      instance,
      headers,
      Buffer.from(body),
      seconds * 1_000,
    ).catch((error: unknown) => {
      const what =
        error instanceof InvocationTimeout
          ? `did not answer within ${seconds} s`
          : 'ended while it had a request';
      throw new AlgorithmError(`${key}: the algorithm ${what}`);
    });
    if (answer.status < 300) return answer.body.toString('utf8');
    if (answer.status >= 500 && retries > 0) continue;
    const said = answer.body.toString('utf8').slice(0, 500);
    throw new AlgorithmError(
      `${key}: Bad HTTP status received from algorithm: ${answer.status}; ${said}`,
    );
  }
};

const assembled = (parts: readonly string[], how: 'None' | 'Line'): string =>
  how === 'None'
    ? parts.join('')
    : parts.map((part) => (part === '' || part.endsWith('\n') ? part : `${part}\n`)).join('');
