import { userInfo } from 'node:os';
import { DescribeExecutionCommand, ExecutionDoesNotExist, SFNClient } from '@aws-sdk/client-sfn';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { WAF_MODEL, resourceNames } from '@ngwaf/contracts';
import { MODELS, findModel, type ModelEntry } from '@ngwaf/model-catalogue';
import { suggestion } from '@ngwaf/tool-cli';
import type { Target } from '@ngwaf/tool-deploy';
import { defineCommand, type Command, type Surroundings, type Values } from '../command.ts';
import { YES_OPTION } from '../confirm.ts';
import { OpsError, UsageError } from '../ops-error.ts';
import { TARGET_OPTIONS, targetOf } from '../target-options.ts';
import { createModelStore, versionIn, type ModelStore } from './model-store.ts';
import { modelDetails, modelTable, type ModelRow } from './model-table.ts';
import { deployVersion } from './deploy-version.ts';
import { putLive } from './put-live.ts';
import { promote, reject, rollBack, type SwitchContext } from './switching.ts';

/** What a switch may take besides the time that a version bakes: twice, and its start. */
const SWITCH_SECONDS = 2400;

const REASON_OPTION = {
  type: 'string',
  placeholder: 'text',
  description: 'why; goes into the registry with your name',
} as const;
const JSON_OPTION = { type: 'boolean', description: 'as JSON' } as const;

const UNDER_LEASE = `Holds the model's lease meanwhile: refused while a training runs, and none starts until it is
done.`;

const reasonOf = (reason: string | undefined): string => {
  if (reason?.trim()) return reason.trim();
  throw new UsageError('--reason is missing: say why, for those who read the registry later');
};

const isExecutionRunning =
  ({ prefix, outputs, clientConfig }: Target, entry: ModelEntry) =>
  async (jobKey: string): Promise<boolean> => {
    const { stateMachine, modelTraining } = resourceNames(prefix);
    const isNotebook = entry.pipeline === 'notebook';
    const machine = isNotebook
      ? outputs.state_machine_arn
      : outputs.state_machine_arn.replace(stateMachine, modelTraining);
    const executionArn = `${machine.replace(':stateMachine:', ':execution:')}:${jobKey}`;
    try {
      const command = new DescribeExecutionCommand({ executionArn });
      return (await new SFNClient(clientConfig).send(command)).status === 'RUNNING';
    } catch (error) {
      if (error instanceof ExecutionDoesNotExist) return false;
      throw error;
    }
  };

const entryOf = (name: string = WAF_MODEL): ModelEntry => {
  const entry = findModel(name);
  if (entry) return entry;
  const names = MODELS.map((each) => each.name);
  throw new UsageError(
    `--model: no model ${name}${suggestion(name, names)} There are ${names.join(', ')}`,
  );
};

const MODEL_OPTIONS = {
  model: {
    type: 'string',
    placeholder: 'name',
    description: `a model of the catalogue (default: ${WAF_MODEL})`,
  },
  ...TARGET_OPTIONS,
} as const;

const storeOf = async (
  { model, ...values }: Values<typeof MODEL_OPTIONS>,
  surroundings: Surroundings,
): Promise<ModelStore> => {
  const entry = entryOf(model);
  return createModelStore(await targetOf(values, surroundings), entry);
};

const contextOf = async (
  { model, ...values }: Values<typeof MODEL_OPTIONS>,
  surroundings: Surroundings,
): Promise<SwitchContext> => {
  const entry = entryOf(model);
  const target = await targetOf(values, surroundings);
  const caller = await new STSClient(target.clientConfig).send(new GetCallerIdentityCommand({}));
  const store = createModelStore(target, entry);
  return {
    ...surroundings,
    store,
    user: caller.Arn ?? userInfo().username,
    switchSeconds:
      SWITCH_SECONDS + 2 * Number(target.outputs.pipeline_environment.NGWAF_BAKE_SECONDS),
    isExecutionRunning: isExecutionRunning(target, entry),
    putLive: (request) =>
      entry.pipeline === 'notebook'
        ? putLive(target, surroundings, request)
        : deployVersion(target, surroundings, request, (...failed) => store.takeBack(...failed)),
    now: () => new Date(),
  };
};

const look = async (store: ModelStore): Promise<{ rows: ModelRow[]; live: string | undefined }> => {
  const [versions, prepared, endpoint] = await Promise.all([
    store.versions(),
    store.prepared(),
    store.endpoint(),
  ]);
  const rows = await Promise.all(
    versions.map(async (version) => ({
      version,
      job: await store.jobOf(version),
      isPrepared: prepared.has(version.version),
    })),
  );
  return { rows, live: endpoint && versionIn(store.endpointName, endpoint.configName) };
};

const list = defineCommand({
  name: 'models list',
  summary: 'the versions of a model, newest first: figures, approval, which is live',
  options: { json: JSON_OPTION, ...MODEL_OPTIONS },
  async run({ json, ...values }, _positionals, surroundings) {
    const store = await storeOf(values, surroundings);
    const { rows, live } = await look(store);
    if (json) surroundings.print(JSON.stringify({ live: live ?? null, versions: rows }, null, 2));
    else if (rows.length === 0) surroundings.print('No version is registered yet.');
    else surroundings.print(modelTable(rows, live));
    if (live !== undefined) return;
    surroundings.note(store.isInProcess ? 'No version is live yet.' : 'There is no endpoint.');
  },
});

const show = defineCommand({
  name: 'models show',
  summary: 'all that is known of one version',
  arguments: '<version>',
  options: { json: JSON_OPTION, ...MODEL_OPTIONS },
  async run({ json, ...values }, [name = ''], surroundings) {
    const { rows, live } = await look(await storeOf(values, surroundings));
    const row = rows.find(({ version }) => version.version === name);
    if (!row) throw new OpsError(`no version ${name} in the registry: see models list`);
    surroundings.print(json ? JSON.stringify(row, null, 2) : modelDetails(row, live));
  },
});

const promoteCommand = defineCommand({
  name: 'models promote',
  summary: 'puts a version live by hand, whatever the gate said of it',
  arguments: '<version>',
  options: {
    reason: REASON_OPTION,
    'despite-alarms': {
      type: 'boolean',
      description:
        'although alarms of the endpoint ring already; the others still guard the switch',
    },
    yes: YES_OPTION,
    ...MODEL_OPTIONS,
  },
  details: `${UNDER_LEASE} The switch is the pipeline's: no request is lost, the new
version bakes under the alarms' watch, and it is asked which version it is. If that fails, all is as
before. What was cleaned up of an old version is made anew from the registry.`,
  async run(
    { reason, yes, 'despite-alarms': despiteAlarms, ...values },
    [name = ''],
    surroundings,
  ) {
    const options = { reason: reasonOf(reason), yes, despiteAlarms };
    await promote(await contextOf(values, surroundings), name, options);
  },
});

const rollbackCommand = defineCommand({
  name: 'models rollback',
  summary: 'goes back to the version before the live one',
  options: { reason: REASON_OPTION, yes: YES_OPTION, ...MODEL_OPTIONS },
  details: `${UNDER_LEASE} Rejects the version that it leaves; once more goes
further back. Without an endpoint it makes one with the version that was live last. Alarms that ring
already do not hinder it; the others guard the switch as ever.`,
  async run({ reason, yes, ...values }, _positionals, surroundings) {
    const options = { reason: reasonOf(reason), yes };
    await rollBack(await contextOf(values, surroundings), options);
  },
});

const rejectCommand = defineCommand({
  name: 'models reject',
  summary: 'rejects a version that is not live, so that nothing goes back to it',
  arguments: '<version>',
  options: { reason: REASON_OPTION, yes: YES_OPTION, ...MODEL_OPTIONS },
  details: `${UNDER_LEASE} Its artefact stays; promote brings it back.`,
  async run({ reason, yes, ...values }, [name = ''], surroundings) {
    const options = { reason: reasonOf(reason), yes };
    await reject(await contextOf(values, surroundings), name, options);
  },
});

export const modelCommands: Command[] = [
  list,
  show,
  promoteCommand,
  rollbackCommand,
  rejectCommand,
];
