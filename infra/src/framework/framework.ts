import { Construct } from 'constructs';
import type { FrameworkFunctionName, FunctionName } from '@ngwaf/contracts';
import type { Environment } from '../config/environments.ts';
import type { AlarmTopic } from '../constructs/alarm-topic.ts';
import type { DataBucket, DataBucketProps } from '../constructs/data-bucket.ts';
import type { DeployedFunction } from '../constructs/deployed-function.ts';
import type { EncryptionKey } from '../constructs/encryption-key.ts';
import type { JobTable } from '../constructs/job-table.ts';
import type { JobTopic } from '../constructs/job-topic.ts';
import type { Location } from '../constructs/location.ts';
import type { FunctionSettings } from '../stacks/functions.ts';
import type { Variables } from '../stacks/variables.ts';
import { Labelling } from './labelling.ts';
import { Monitoring } from './monitoring.ts';
import { Routing } from './routing.ts';
import { Serving } from './serving.ts';
import { Storage } from './storage.ts';
import { Training } from './training.ts';

/** What the stack gives to every part of the framework. */
export interface FrameworkProps {
  environment: Environment;
  variables: Variables;
  namePrefix: string;
  location: Location;
  encryption: EncryptionKey;
  /** ARN of the key that encrypts logs and queues. @default - AWS's own keys */
  kmsKeyArn: string | undefined;
  logRetentionDays: number;
  alarms: AlarmTopic;
  /** What releases ship, the pointers to images among them. */
  artefacts: DataBucket;
  accessLogs: DataBucket;
  jobs: JobTable;
  jobTopic: JobTopic;
  /** What all buckets have in common: `new DataBucket(this, id, { ...bucket('thing'), accessLogs })`. */
  bucket: (thing: string) => Pick<DataBucketProps, 'name' | 'retain' | 'requireTls' | 'encryption'>;
  /** Adds a function of the stack; whoever adds one answers it in `functions`. */
  add: (name: FunctionName, settings: FunctionSettings) => DeployedFunction;
}

/**
 * Everything of the models of the catalogue: where they store, serve, route, learn and are watched.
 *
 * A part is given those that it builds on, and offers its functions and the grants that others need.
 */
export class Framework extends Construct {
  /** All functions of the framework, for the API. */
  readonly functions: Record<FrameworkFunctionName, DeployedFunction>;

  constructor(scope: Construct, id: string, props: FrameworkProps) {
    super(scope, id);
    const storage = new Storage(this, 'storage', props);
    const serving = new Serving(this, 'serving', { ...props, storage });
    const routing = new Routing(this, 'routing', { ...props, storage, serving });
    const labelling = new Labelling(this, 'labelling', { ...props, storage, serving });
    const training = new Training(this, 'training', { ...props, storage, serving, labelling });
    const monitoring = new Monitoring(this, 'monitoring', { ...props, storage, serving, training });
    this.functions = {
      ...storage.functions,
      ...serving.functions,
      ...routing.functions,
      ...labelling.functions,
      ...training.functions,
      ...monitoring.functions,
    };
  }
}
