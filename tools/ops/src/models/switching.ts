import { versionResourceName, type JobItem } from '@ngwaf/contracts';
import { suggestion } from '@ngwaf/tool-cli';
import type { Surroundings } from '../command.ts';
import { confirm } from '../confirm.ts';
import { OpsError } from '../ops-error.ts';
import { versionBefore, type ModelVersion } from './model-version.ts';
import { versionIn, type ModelStore } from './model-store.ts';
import type { PutLiveRequest } from './put-live.ts';
import { withLease, type LeasePorts } from './with-lease.ts';

/** What switching by hand needs; `commands.ts` supplies the real ones, specs supply fakes. */
export interface SwitchContext
  extends
    Pick<Surroundings, 'print' | 'note' | 'ask'>,
    Pick<LeasePorts, 'isExecutionRunning' | 'now'> {
  store: ModelStore;
  /** Who does it. */
  user: string;
  /** How long a switch can take. */
  switchSeconds: number;
  putLive(request: PutLiveRequest): Promise<void>;
}

export interface SwitchOptions {
  reason: string;
  yes: boolean;
}

/** A rejection takes three requests. */
const REJECTION_SECONDS = 300;

const liveVersion = async ({ store }: SwitchContext): Promise<string | undefined> => {
  const endpoint = await store.endpoint();
  if (endpoint?.status === 'Failed') {
    throw new OpsError(
      `the endpoint ${store.endpointName} is Failed: delete it (aws sagemaker delete-endpoint), then run this again`,
    );
  }
  return endpoint && versionIn(store.endpointName, endpoint.configName);
};

const find = (versions: ModelVersion[], name: string): ModelVersion => {
  const found = versions.find(({ version }) => version === name);
  if (found) return found;
  const names = versions.map(({ version }) => version);
  throw new OpsError(
    `no version ${name} in the registry${suggestion(name, names)} npm run ops -- models list shows them all`,
  );
};

/** Takes the lease, makes sure that the same version is live as was confirmed, and does it. */
const underLease = (
  context: SwitchContext,
  {
    live,
    subject,
    reason,
    seconds,
  }: { live: string | undefined; subject: string; reason: string; seconds: number },
  work: (job: JobItem) => Promise<void>,
): Promise<void> => {
  const { store, now, isExecutionRunning } = context;
  const modelName = versionResourceName(store.endpointName, subject);
  return withLease(
    { jobs: store.jobs, now, isExecutionRunning },
    { model: store.model, seconds, modelName, reason },
    async (job) => {
      const current = await liveVersion(context);
      if (current !== live) {
        throw new OpsError(
          `${current ?? 'nothing'} is live by now instead of ${live ?? 'nothing'}: look again, then decide`,
        );
      }
      await work(job);
    },
  );
};

/** Has the endpoint serve a version, whatever the gate said of it. */
export const promote = async (
  context: SwitchContext,
  name: string,
  { reason, yes, despiteAlarms }: SwitchOptions & { despiteAlarms: boolean },
): Promise<void> => {
  const { store, user, print } = context;
  const [versions, live] = [await store.versions(), await liveVersion(context)];
  const { version, approval, packageArn } = find(versions, name);
  if (version === live) {
    print(`${version} is live already: nothing to do.`);
    return;
  }
  const rejected = approval === 'Rejected' ? ', which was rejected' : '';
  await confirm(context, `Switch from ${live ?? 'no version'} to ${version}${rejected}?`, yes);
  const words = `promoted by ${user}: ${reason} (live before: ${live ?? 'none'})`;
  await underLease(
    context,
    { live, subject: version, reason: words, seconds: context.switchSeconds },
    (job) => context.putLive({ job, packageArn, version, reason: words, despiteAlarms }),
  );
  print(`Live before: ${live ?? 'none'}; live now: ${version}.`);
};

/**
 * Goes back to the version before the live one and rejects that one; without an endpoint, makes one
 * with the version that was live last.
 *
 * Alarms that ring already do not hinder it: it is what they call for.
 */
export const rollBack = async (
  context: SwitchContext,
  { reason, yes }: SwitchOptions,
): Promise<void> => {
  const { store, user, print } = context;
  const [versions, live] = [await store.versions(), await liveVersion(context)];
  const target = versionBefore(versions, live);
  if (!target) {
    throw new OpsError(
      live === undefined
        ? 'no version was ever live: put the base model live (docs/deploy-to-aws.md), or promote one of models list'
        : `nothing to go back to: ${live} is the only version that was live. Promote one of models list`,
    );
  }
  const left = versions.find(({ version }) => version === live);
  const question = left
    ? `Go back from ${left.version} to ${target.version}, and reject ${left.version}?`
    : store.isInProcess
      ? `Make ${target.version}, the version that was live last, the live one again?`
      : `Make the endpoint anew with ${target.version}, the version that was live last?`;
  await confirm(context, question, yes);
  const words = `gone back to by ${user}: ${reason} (live before: ${live ?? 'none'})`;
  await underLease(
    context,
    { live, subject: target.version, reason: words, seconds: context.switchSeconds },
    async (job) => {
      const { version, packageArn } = target;
      await context.putLive({ job, packageArn, version, reason: words, despiteAlarms: true });
      if (left) await store.reject(left, `rolled back to ${version} by ${user}: ${reason}`);
    },
  );
  print(`Live before: ${live ?? 'none'}; live now: ${target.version}.`);
  if (left) print(`${left.version} is rejected; models promote ${left.version} brings it back.`);
};

/** Rejects a version that is not live: nothing goes back to it any more. */
export const reject = async (
  context: SwitchContext,
  name: string,
  { reason, yes }: SwitchOptions,
): Promise<void> => {
  const { store, user, print } = context;
  const [versions, live] = [await store.versions(), await liveVersion(context)];
  const found = find(versions, name);
  if (found.version === live) {
    throw new OpsError(
      `${name} is live, and what is live has to be approved: go back first (models rollback rejects it)`,
    );
  }
  await confirm(context, `Reject ${found.version}?`, yes);
  const words = `rejected by ${user}: ${reason}`;
  await underLease(
    context,
    { live, subject: found.version, reason: words, seconds: REJECTION_SECONDS },
    () => store.reject(found, words),
  );
  print(`${found.version} is rejected.`);
};
