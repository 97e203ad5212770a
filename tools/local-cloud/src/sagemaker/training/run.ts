import { mkdir, readdir } from 'node:fs/promises';

import * as tar from 'tar';

import { isNotFound } from '../aws/s3-files.ts';
import { now } from '../api/now.ts';
import type { Host } from '../host.ts';
import { contractOf, imageProcess, unsupportedImage, type Contract } from '../images.ts';
import { mapMlRoot } from '../ml-root.ts';
import { Container, type Exit } from '../process/container.ts';
import { downloadChannel } from './channels.ts';
import { ClientError, failureReason, scriptFailure } from './failures.ts';
import { TrainingFolders } from './folders.ts';
import { Metrics } from './metrics.ts';
import type { TrainingJob } from './training-job.ts';

const LINES_KEPT = 40;

/** Runs a training job from its first download to its last upload; the job ends settled, whatever happens. */
export const runTrainingJob = async (host: Host, job: TrainingJob): Promise<void> => {
  const folders = new TrainingFolders(host.stateFolder('training-jobs', job.name));
  try {
    job.startedAt = now();
    await download(host, job, folders);
    await train(host, job, folders);
    await upload(host, job, folders);
    settle(job);
  } catch (error) {
    if (job.stopReason) {
      settle(job);
    } else {
      job.failureReason = failureReason(error);
      // What a failed script left behind tells why it failed.
      await uploadOutput(host, job, folders).catch(() => undefined);
      job.settle('Failed', 'Failed');
    }
  } finally {
    await folders.remove();
    host.forget(job.principal);
  }
};

const settle = (job: TrainingJob): void => {
  job.endedAt = now();
  if (job.stopReason) job.settle('Stopped', job.stopReason);
  else job.settle('Completed', 'Completed');
};

const download = async (host: Host, job: TrainingJob, folders: TrainingFolders): Promise<void> => {
  const { request, stopSignal } = job;
  const contract = contractOfJob(job);
  if (request.ResourceConfig.InstanceCount > 1) {
    throw new ClientError('The local cloud trains on one instance.');
  }
  stopSignal.throwIfAborted();
  job.enter('Downloading');
  await folders.prepare(request);
  const { files } = host.as(job.principal);
  await Promise.all(
    (request.InputDataConfig ?? []).map((channel) =>
      downloadChannel(files, channel, folders.channel(channel.ChannelName), stopSignal),
    ),
  );
  if (contract === 'script-mode') await unpackCode(host, job, folders);
};

/** @throws {ClientError} its image cannot be run here. */
const contractOfJob = ({ request }: TrainingJob): Contract => {
  const image = request.AlgorithmSpecification.TrainingImage;
  const contract = contractOf(image);
  if (contract === undefined) throw new ClientError(unsupportedImage(image));
  return contract;
};

/** Hyperparameters of script mode; their values are JSON, as the SageMaker SDK writes them. */
const hyperparameter = (job: TrainingJob, name: string): string => {
  const value = job.request.HyperParameters?.[name];
  if (value === undefined) throw new ClientError(`Hyperparameter ${name} is missing.`);
  try {
    return String(JSON.parse(value));
  } catch {
    return value;
  }
};

/** The container fetches its code by itself, or, where it has no network, finds it in a channel. */
const unpackCode = async (host: Host, job: TrainingJob, folders: TrainingFolders) => {
  hyperparameter(job, 'sagemaker_program');
  const source = hyperparameter(job, 'sagemaker_submit_directory');
  const isLocal = source.startsWith('/opt/ml/');
  if (!isLocal && !source.startsWith('s3://')) {
    throw new ClientError(
      `sagemaker_submit_directory must be a tar.gz at an s3:// URL or below /opt/ml, got ${source}.`,
    );
  }
  if (isLocal) {
    await unpack(mapMlRoot(source, folders.root), folders.code).catch((error: unknown) => {
      throw new ClientError(`${source} is no tar.gz: ${(error as Error).message}`);
    });
    return;
  }
  if (job.request.EnableNetworkIsolation) {
    throw new ClientError(`A container without network cannot download its code from ${source}.`);
  }
  await host
    .as(job.principal)
    .files.extract(source, folders.code, job.stopSignal)
    .catch((error: unknown) => {
      if (isNotFound(error)) throw new ClientError(`${source} does not exist.`);
      throw error;
    });
};

const unpack = async (archive: string, folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true });
  await tar.x({ file: archive, cwd: folder, strict: true });
};

const train = async (host: Host, job: TrainingJob, folders: TrainingFolders): Promise<void> => {
  const { request } = job;
  const metrics = new Metrics(request.AlgorithmSpecification.MetricDefinitions ?? []);
  const lastLines: string[] = [];
  job.stopSignal.throwIfAborted();
  job.enter('Training');
  const { args, env } = imageProcess(contractOfJob(job), 'train');
  const container = new Container(host, {
    command: host.context.python,
    args,
    cwd: folders.root,
    env: {
      ...mapped(request.Environment ?? {}, folders.root),
      NGWAF_ML_ROOT: folders.root,
      TRAINING_JOB_NAME: job.name,
      TRAINING_JOB_ARN: job.arn,
      SAGEMAKER_JOB_NAME: job.name,
      SAGEMAKER_REGION: host.context.region,
      ...env,
    },
    principal: job.principal,
    hasNetwork: !request.EnableNetworkIsolation,
    logFile: host.logFile('training-jobs', `${job.name}.log`),
    logTarget: {
      group: '/aws/sagemaker/TrainingJobs',
      stream: `${job.name}/algo-1-${Math.floor(now())}`,
    },
    onLines: (lines) => {
      metrics.read(lines);
      lastLines.push(...lines);
      lastLines.splice(0, lastLines.length - LINES_KEPT);
    },
  });
  const exit = await waitOrStop(host, job, container);
  job.metrics = metrics.final();
  if (exit.code !== 0 && !job.stopReason) {
    throw scriptFailure(exit.code, await folders.failure(), lastLines);
  }
};

const mapped = (environment: Record<string, string>, root: string) =>
  Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [name, mapMlRoot(value, root)]),
  );

/** Waits for the script; a stop request or the maximum run time ends it, its processes' time to end included. */
const waitOrStop = async (host: Host, job: TrainingJob, container: Container): Promise<Exit> => {
  const limit = setTimeout(
    () => job.requestStop('MaxRuntimeExceeded'),
    Math.min(job.request.StoppingCondition.MaxRuntimeInSeconds * 1_000, 2 ** 31 - 1),
  );
  const stop = () =>
    void container.stop(host.closing.aborted ? 1_000 : host.limits.trainingStopGraceMs);
  if (job.stopSignal.aborted) stop();
  job.stopSignal.addEventListener('abort', stop, { once: true });
  try {
    const exit = await container.exited;
    // A container ends with its first process, and what that one started with it.
    await container.stop(job.stopReason ? host.limits.trainingStopGraceMs : 0);
    return exit;
  } finally {
    clearTimeout(limit);
  }
};

const upload = async (host: Host, job: TrainingJob, folders: TrainingFolders): Promise<void> => {
  job.enter('Uploading');
  const url = `${outputUrl(job)}/model.tar.gz`;
  await host.as(job.principal).files.uploadArchive(folders.model, url);
  job.modelArtefact = url;
  await uploadOutput(host, job, folders);
};

const uploadOutput = async (host: Host, job: TrainingJob, folders: TrainingFolders) => {
  if ((await readdir(folders.outputData)).length === 0) return;
  const { files } = host.as(job.principal);
  await files.uploadArchive(folders.outputData, `${outputUrl(job)}/output.tar.gz`);
};

const outputUrl = (job: TrainingJob): string =>
  `${job.request.OutputDataConfig.S3OutputPath.replace(/\/$/, '')}/${job.name}/output`;
