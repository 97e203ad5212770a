import { TerraformVariable, type IResolvable } from 'cdktf';
import { Construct } from 'constructs';
import { ConfigurationError, type Environment } from '../config/environments.ts';

/** What whoever applies the stack may set (`-var`, `TF_VAR_…`), with defaults for AWS. */
export class Variables extends Construct {
  /** Buckets in the path instead of the host name: for stand-ins of S3. */
  readonly s3UsePathStyle: IResolvable;
  /** Whether buckets refuse plain HTTP. */
  readonly requireTls: IResolvable;
  /** Whether data survives `terraform destroy`. */
  readonly retainData: IResolvable;
  readonly maxWaitingSeconds: TerraformVariable;
  readonly heartbeatSeconds: TerraformVariable;
  /** How long a new model serves under the alarms' watch before the one before it goes. */
  readonly bakeSeconds: TerraformVariable;
  readonly maxDataSetBytes: TerraformVariable;
  readonly alarmEmail: TerraformVariable;

  private readonly values: Environment['variables'];
  private readonly names: string[] = [];

  constructor(scope: Construct, id: string, environment: Pick<Environment, 'name' | 'variables'>) {
    super(scope, id);
    this.values = environment.variables;
    this.s3UsePathStyle = this.variable('s3_use_path_style', {
      type: 'bool',
      default: false,
      description: 'Address buckets by path instead of by host name; for stand-ins of S3.',
    }).booleanValue;
    this.requireTls = this.variable('require_tls', {
      type: 'bool',
      default: true,
      description: 'Whether buckets refuse plain HTTP; false only for stand-ins of S3.',
    }).booleanValue;
    this.retainData = this.variable('retain_data', {
      type: 'bool',
      default: true,
      description: 'Whether buckets that hold objects, and the job table, survive a destroy.',
    }).booleanValue;
    this.maxWaitingSeconds = this.seconds('max_waiting_seconds', {
      default: 3600,
      range: [10, 86_400],
      description: 'How long one retraining may take in all.',
    });
    this.heartbeatSeconds = this.seconds('heartbeat_seconds', {
      default: 120,
      range: [4, 3600],
      description: 'How long the training notebook may stay silent before it counts as dead.',
    });
    this.bakeSeconds = this.seconds('bake_seconds', {
      // The latency alarm looks at three minutes, and metrics come up to a minute late.
      default: 240,
      // exit-notebook, which waits for a switch to settle, has a quarter of an hour for it.
      range: [0, 600],
      description: 'How long alarms watch a new model before the one before it is ended.',
    });
    this.maxDataSetBytes = this.variable('max_data_set_bytes', {
      type: 'number',
      default: 50 * 1024 * 1024,
      description: 'Largest CSV file that a retraining takes.',
    });
    this.alarmEmail = this.variable('alarm_email', {
      type: 'string',
      default: '',
      description: 'Address that alarms are sent to; SNS asks it for consent first.',
    });
    const unknown = Object.keys(this.values).find((name) => !this.names.includes(name));
    if (unknown !== undefined) {
      throw new ConfigurationError(
        `environment ${environment.name}: variables.${unknown}: there is no such variable; there are ${this.names.join(', ')}`,
      );
    }
  }

  private variable(name: string, config: ConstructorParameters<typeof TerraformVariable>[2]) {
    this.names.push(name);
    const variable = new TerraformVariable(this, name, {
      nullable: false,
      ...config,
      default: this.values[name] ?? (config.default as unknown),
    });
    // The name that `-var` takes, without the construct's path before it.
    variable.overrideLogicalId(name);
    return variable;
  }

  private seconds(
    name: string,
    props: { default: number; range: [number, number]; description: string },
  ): TerraformVariable {
    const [least, most] = props.range;
    const variable = this.variable(name, {
      type: 'number',
      default: props.default,
      description: props.description,
    });
    variable.addValidation({
      condition: `\${${variable.fqn} >= ${least} && ${variable.fqn} <= ${most}}`,
      errorMessage: `${name}: expected ${least} to ${most} seconds.`,
    });
    return variable;
  }
}
