import { Construct } from 'constructs';
import { ENDPOINT_VARIANT, resourceNames } from '@ngwaf/contracts';
import type { AlarmTopic } from './alarm-topic.ts';
import type { Location } from './location.ts';
import type { Grantable } from './role.ts';

export interface ServingEndpointProps {
  namePrefix: string;
  /** Of the model, by its catalogue's entry. @default - the WAF's endpoint */
  code?: string;
  location: Location;
  alarms: AlarmTopic;
  /** Whether there is to be an endpoint: without one there is nothing to watch. @default true */
  isNeeded?: boolean;
}

/**
 * What surrounds the live endpoint: its name, who may do what with it, and the alarms that roll a
 * switch of models back.
 *
 * The endpoint, its configs and its models are the pipeline's: an apply never changes what is live.
 */
export class ServingEndpoint extends Construct {
  readonly name: string;
  /** Names of the alarms that mean: this version is bad. */
  readonly rollbackAlarms: string[];
  private readonly location: Location;
  private readonly namePrefix: string;

  constructor(scope: Construct, id: string, props: ServingEndpointProps) {
    super(scope, id);
    this.location = props.location;
    this.namePrefix = props.namePrefix;
    const { code } = props;
    const names = resourceNames(props.namePrefix);
    this.name = code === undefined ? names.endpoint : names.modelEndpoint(code);
    const alarmName = (alarm: string) => (code === undefined ? alarm : `${code}-${alarm}`);
    const model = code === undefined ? 'The live model' : `The live model of ${this.name}`;
    const runbook = 'the-live-model-fails-or-is-slow';
    const metric = {
      namespace: 'AWS/SageMaker',
      dimensions: { EndpointName: this.name, VariantName: ENDPOINT_VARIANT },
    };
    this.rollbackAlarms = [];
    if (props.isNeeded === false) return;
    this.rollbackAlarms = [
      props.alarms.add(this, alarmName('endpoint-5xx'), {
        ...metric,
        runbook,
        description: `${model} answers with errors.`,
        metricName: 'Invocation5XXErrors',
      }),
      props.alarms.add(this, alarmName('endpoint-latency'), {
        ...metric,
        runbook,
        description: `${model} takes longer than a second for one request in a hundred.`,
        metricName: 'ModelLatency',
        percentile: 'p99',
        // Microseconds.
        threshold: 1_000_000,
        periods: 3,
      }),
    ];
  }

  private get endpointArn(): string {
    return this.location.arn('sagemaker', `endpoint/${this.name}`);
  }

  private get configArns(): string {
    return this.location.arn('sagemaker', `endpoint-config/${this.name}-*`);
  }

  private get modelArns(): string {
    return this.location.arn('sagemaker', `model/${this.name}-*`);
  }

  /** Scoring with the live model. */
  grantInvoke(grantee: Grantable): void {
    grantee.addToRolePolicy({
      actions: ['sagemaker:InvokeEndpoint'],
      resources: [this.endpointArn],
    });
  }

  /** Making versions and switching the live endpoint to them; removing the oldest ones. */
  grantDeploy(grantee: Grantable): void {
    // SageMaker asks for AddTags where something is tagged as it is created.
    grantee.addToRolePolicy({
      actions: ['sagemaker:CreateModel', 'sagemaker:AddTags'],
      resources: [this.modelArns],
    });
    grantee.addToRolePolicy({
      actions: ['sagemaker:CreateEndpointConfig', 'sagemaker:AddTags'],
      resources: [this.configArns],
    });
    grantee.addToRolePolicy({
      actions: ['sagemaker:CreateEndpoint'],
      resources: [this.endpointArn, this.configArns],
    });
    grantee.addToRolePolicy({ actions: ['sagemaker:AddTags'], resources: [this.endpointArn] });
    // SageMaker looks at the alarms that guard a switch as the one who asks for it. CloudWatch
    // describes alarms by state or prefix as well, and takes the list of them all for what is read.
    grantee.addToRolePolicy({
      actions: ['cloudwatch:DescribeAlarms'],
      resources: [this.location.arn('cloudwatch', 'alarm:*')],
    });
    // SageMaker cannot limit listing to names.
    grantee.addToRolePolicy({ actions: ['sagemaker:ListEndpointConfigs'], resources: ['*'] });
    this.grantRestore(grantee);
  }

  /**
   * Finding and removing endpoints, configs and models of this stack, by the start of their names;
   * that they are its own, and not in use, is for the grantee to see.
   */
  grantSweep(grantee: Grantable): void {
    const named = (kind: string) => this.location.arn('sagemaker', `${kind}/${this.namePrefix}-*`);
    grantee.addToRolePolicy({
      actions: ['sagemaker:DescribeEndpoint', 'sagemaker:DeleteEndpoint'],
      resources: [named('endpoint')],
    });
    grantee.addToRolePolicy({
      actions: ['sagemaker:DescribeEndpointConfig', 'sagemaker:DeleteEndpointConfig'],
      resources: [named('endpoint-config')],
    });
    grantee.addToRolePolicy({ actions: ['sagemaker:DeleteModel'], resources: [named('model')] });
    grantee.addToRolePolicy({
      actions: ['sagemaker:ListTags'],
      resources: ['endpoint', 'endpoint-config', 'model'].map(named),
    });
    // SageMaker cannot limit listing to names.
    grantee.addToRolePolicy({
      actions: ['sagemaker:ListEndpoints', 'sagemaker:ListEndpointConfigs', 'sagemaker:ListModels'],
      resources: ['*'],
    });
  }

  /** Switching back to an earlier version and removing the one that failed. */
  grantRestore(grantee: Grantable): void {
    grantee.addToRolePolicy({
      actions: ['sagemaker:DescribeEndpoint'],
      resources: [this.endpointArn],
    });
    grantee.addToRolePolicy({
      actions: ['sagemaker:UpdateEndpoint'],
      resources: [this.endpointArn, this.configArns],
    });
    grantee.addToRolePolicy({
      actions: ['sagemaker:DeleteEndpointConfig'],
      resources: [this.configArns],
    });
    grantee.addToRolePolicy({ actions: ['sagemaker:DeleteModel'], resources: [this.modelArns] });
  }
}
