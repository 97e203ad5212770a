import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { DeployError } from '../deploy-error.ts';
import { table } from '../table.ts';
import type { Target } from '../target.ts';
import { readCheckout } from './git.ts';
import { affectedProjects, runDeployTargets, type Range } from './nx.ts';
import { readRelease, writeRelease } from './release-record.ts';
import { readReport, REPORT_VARIABLE } from './report.ts';
import { decideScope } from './scope.ts';

/** The project of the infrastructure; it has no target `deploy`. */
const INFRA = 'infra';

export interface AffectedOptions {
  root: string;
  print: (text: string) => void;
  /** Who deploys, for the record. */
  by: string;
  now: () => Date;
  /** Ship uncommitted changes, too; no release is recorded then. */
  allowDirty: boolean;
  /** Arguments by which each deployment finds the same target. */
  targetArguments: string[];
}

/** What has to be shipped to a target, and from where Nx looks. */
const whatChanged = async (s3: S3Client, target: Target, { root }: { root: string }) => {
  const checkout = readCheckout(root);
  const previous = await readRelease(s3, target.outputs.artefact_bucket);
  const scope = decideScope(previous?.release, checkout);
  const range: Range | undefined =
    scope.base === undefined ? undefined : { base: scope.base, isDirty: checkout.isDirty };
  const projects = range && (await affectedProjects(root, range));
  return { checkout, previous, why: scope.why, range, projects };
};

/** Whether a project, or one that it depends on, changed since the last release; and why. */
export const hasChanged = async (
  target: Target,
  project: string,
  options: { root: string },
): Promise<{ changed: boolean; why: string }> => {
  const s3 = new S3Client(target.clientConfig);
  const { why, projects } = await whatChanged(s3, target, options);
  return { changed: projects?.includes(project) ?? true, why };
};

/**
 * Ships what changed since the last release of the target and records the new one.
 *
 * If anything fails, the record stays, so that the next run ships the same again; what was shipped
 * already is then found unchanged.
 *
 * @throws {DeployError} the checkout has uncommitted changes; a deployment failed; or another one
 * finished meanwhile.
 */
export const deployAffected = async (target: Target, options: AffectedOptions): Promise<void> => {
  const { print, allowDirty } = options;
  const s3 = new S3Client(target.clientConfig);
  const { checkout, previous, why, range, projects } = await whatChanged(s3, target, options);
  if (checkout.isDirty && !allowDirty) {
    throw new DeployError(
      'there are uncommitted changes, and a release is one commit: commit or stash them, or ship them unrecorded with --allow-dirty',
    );
  }
  // Settings that an apply changed reach a function only with a version of its own.
  const infraChanged = projects?.includes(INFRA) === true;
  print(
    infraChanged
      ? `To ship to ${target.prefix}: everything, since infrastructure changed (${why}); unchanged code is not uploaded.`
      : `To ship to ${target.prefix}: ${why}.`,
  );
  await runAll(infraChanged ? undefined : range, options);
  if (checkout.isDirty) {
    print(
      'Shipped with uncommitted changes, so no release is recorded: the next one ships it again.',
    );
    return;
  }
  const release = {
    commit: checkout.head,
    deployed_at: options.now().toISOString(),
    by: options.by,
  };
  await writeRelease(s3, target.outputs.artefact_bucket, release, previous);
  print(`${target.prefix} runs ${checkout.head.slice(0, 8)}.`);
};

const runAll = async (range: Range | undefined, options: AffectedOptions): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'ngwaf-deploy-'));
  const report = join(folder, 'report');
  try {
    const succeeded = await runDeployTargets(options.root, range, {
      args: options.targetArguments,
      env: { [REPORT_VARIABLE]: report },
    });
    const rows = readReport(report);
    options.print(
      rows.length > 0 ? table(['name', 'version', 'shipped', 'time'], rows) : 'Nothing to ship.',
    );
    if (!succeeded) {
      throw new DeployError(
        'not everything was shipped (see above); the record of the last release stays, so running this again ships all of it',
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
};
