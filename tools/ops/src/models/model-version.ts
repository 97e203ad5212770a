import type { ModelPackageRecord } from '@ngwaf/sagemaker-utils';

/** A version of the model, as the registry holds it. */
export interface ModelVersion {
  /** `base-…` or the key of the job that made it. */
  version: string;
  packageArn: string;
  /** `Approved`, `Rejected` or `PendingManualApproval`. */
  approval: string;
  /** Why: the gate's words, or who said so by hand. */
  decision: string | undefined;
  madeAt: Date | undefined;
  /** When it last went live (ISO 8601, UTC). */
  liveSince: string | undefined;
  /** The version that was live before it. */
  replaced: string | undefined;
  parent: string | undefined;
  /** The job that made it. */
  jobKey: string | undefined;
  sha256: string | undefined;
  artefact: string | undefined;
}

/** The versions among a group's packages; what somebody else registered there is none. */
export const toVersions = (packages: ModelPackageRecord[]): ModelVersion[] =>
  packages.flatMap(({ arn, metadata, ...record }) => {
    const { version } = metadata;
    if (version === undefined) return [];
    return [
      {
        version,
        packageArn: arn,
        approval: record.approvalStatus ?? 'PendingManualApproval',
        decision: record.approvalDescription,
        madeAt: record.createdAt,
        liveSince: metadata['live_since'],
        replaced: metadata['replaced'],
        parent: metadata['parent'],
        jobKey: metadata['job_key'],
        sha256: metadata['sha256'],
        artefact: record.artefact,
      },
    ];
  });

/**
 * The version to go back to: of the approved ones the one that went live last, the live one aside.
 *
 * Going back rejects what it leaves, so that going back once more goes further back.
 */
export const versionBefore = (
  versions: ModelVersion[],
  live: string | undefined,
): ModelVersion | undefined =>
  versions
    .filter(({ version, approval }) => version !== live && approval === 'Approved')
    .filter(({ liveSince }) => liveSince !== undefined)
    .sort((one, other) => (other.liveSince ?? '').localeCompare(one.liveSince ?? ''))[0];
