import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { TRAINING_STEPS, artefactBucketKeys, type TrainingStep } from '@ngwaf/contracts';
import { ROOT, run, venvPython } from '@ngwaf/tool-local-stack';
import { z } from 'zod';
import type { CloudClients } from './cloud-client.ts';

const NOTEBOOKS = join(ROOT, 'notebooks');

const notebookSchema = z.looseObject({
  cells: z.array(z.looseObject({ cell_type: z.string(), source: z.array(z.string()) })),
});

/** Python that ends the notebook's process as a crash of the machine would. */
export const FAULTS = {
  /** The kernel alone dies; the runner that watches it lives. */
  killKernel: 'import os, signal\nos.kill(os.getpid(), signal.SIGKILL)',
  /** Runner and kernel die: nobody is left to report. */
  killAll:
    'import os, signal\nos.kill(os.getppid(), signal.SIGKILL)\nos.kill(os.getpid(), signal.SIGKILL)',
  /** The notebook lives and does nothing more, for longer than any test waits. */
  hang: 'import threading\nthreading.Event().wait(600)',
  /** The training script refuses to run. */
  failTraining: 'hyperparameters["no-such-option"] = 1',
  /** The training script works for longer than any test waits. */
  slowTraining: [
    'from ngwaf_pipeline import training_job',
    'files_below = training_job.files_below',
    'slow = {"train.py": b"import time\\ntime.sleep(600)\\n"}',
    'training_job.files_below = lambda *given: files_below(*given) | (slow if len(given) == 1 else {})',
  ].join('\n'),
} as const;

/**
 * The notebook with a fault in the cell of one step: behind the step's work, where most is left
 * half done; in front of it where it would come too late (the last step's work reports the job).
 */
const withFault = async (step: TrainingStep, fault: string): Promise<string> => {
  const notebook = notebookSchema.parse(
    JSON.parse(await readFile(join(NOTEBOOKS, 'train.ipynb'), 'utf8')),
  );
  const entry = `with pipeline.step("${step}"):\n`;
  const cell = notebook.cells.find(({ source }) => source[0] === entry);
  if (!cell) throw new Error(`No cell of train.ipynb begins with ${entry}`);
  const body = cell.source.slice(1);
  const lines = fault.split('\n').map((line) => `    ${line}\n`);
  const ofTraining: string[] = [FAULTS.failTraining, FAULTS.slowTraining];
  const comesFirst = step === 'shutdown' || ofTraining.includes(fault);
  cell.source = comesFirst ? [entry, ...lines, ...body] : [entry, ...body, '\n', ...lines];
  return JSON.stringify(notebook);
};

const pointerKey = artefactBucketKeys.currentNotebookBundle;

/**
 * Releases a notebook with a fault, as a deployment would; resolves with what goes back to the
 * good release.
 */
export const releaseFaultyNotebook = async (
  { s3 }: CloudClients,
  artefactBucket: string,
  step: TrainingStep,
  fault: string,
): Promise<() => Promise<void>> => {
  if (!TRAINING_STEPS.includes(step)) throw new Error(`unknown step ${step}`);
  const pointer = await s3.send(new GetObjectCommand({ Bucket: artefactBucket, Key: pointerKey }));
  const good = (await pointer.Body?.transformToString()) ?? '';

  const folder = await mkdtemp(join(tmpdir(), 'ngwaf-fault-'));
  const notebook = join(folder, 'train.ipynb');
  await writeFile(notebook, await withFault(step, fault));
  await run(
    venvPython(),
    [join(NOTEBOOKS, 'tools', 'bundle.py'), '--notebook', notebook, '--out', folder],
    { cwd: NOTEBOOKS, env: process.env },
  );
  const { sha256 } = z
    .looseObject({ sha256: z.string() })
    .parse(JSON.parse(await readFile(join(folder, 'bundle.json'), 'utf8')));
  const key = artefactBucketKeys.notebookBundle(sha256);
  const put = (name: string, body: Buffer | string) =>
    s3.send(new PutObjectCommand({ Bucket: artefactBucket, Key: name, Body: body }));
  await put(key, await readFile(join(folder, 'bundle.tar.gz')));
  await put(pointerKey, JSON.stringify({ key, sha256 }));
  await rm(folder, { recursive: true });

  return async () => {
    await put(pointerKey, good);
  };
};
