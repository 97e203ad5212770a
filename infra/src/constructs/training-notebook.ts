import { SagemakerNotebookInstanceLifecycleConfiguration } from '@cdktf/provider-aws/lib/sagemaker-notebook-instance-lifecycle-configuration/index.js';
import { SagemakerNotebookInstance } from '@cdktf/provider-aws/lib/sagemaker-notebook-instance/index.js';
import { Fn, TerraformLocal } from 'cdktf';
import { Construct } from 'constructs';
import { resourceNames, type PipelineEnvironment } from '@ngwaf/contracts';
import type { EncryptionKey } from './encryption-key.ts';
import { lifecycleScript } from './lifecycle-script.ts';
import type { Location } from './location.ts';
import { Role, type Grantable, type Statement } from './role.ts';

export interface TrainingNotebookProps {
  namePrefix: string;
  location: Location;
  instanceType: string;
  /** The lifecycle script, run at every start of the instance. */
  script: string;
  environment: PipelineEnvironment;
  /** Encrypts the volume. @default - SageMaker's own key */
  encryption?: EncryptionKey;
  /** @default - SageMaker's own network, with the internet */
  network?: { subnetId: string; securityGroupIds: string[] } | undefined;
}

/**
 * The notebook instance that runs the training notebook, and its role.
 *
 * SageMaker starts an instance when it is created; this one finds no job then and stops itself.
 */
export class TrainingNotebook extends Construct implements Grantable {
  readonly instanceName: string;
  private readonly instanceArn: string;
  private readonly role: Role;
  private readonly encryption: EncryptionKey | undefined;

  constructor(scope: Construct, id: string, props: TrainingNotebookProps) {
    super(scope, id);
    const { namePrefix, location } = props;
    const names = resourceNames(namePrefix);
    this.instanceName = names.notebookInstance;
    this.instanceArn = location.arn('sagemaker', `notebook-instance/${this.instanceName}`);
    this.role = new Role(this, 'role', {
      name: `${namePrefix}-notebook`,
      description: 'What the training notebook may do.',
      servicePrincipal: 'sagemaker.amazonaws.com',
      sourceAccountId: location.accountId,
    });
    this.encryption = props.encryption;
    this.allowItself(location);
    if (props.network) this.allowNetwork(location, props.network);

    const script = new TerraformLocal(
      this,
      'script',
      lifecycleScript(props.environment, props.script),
    );
    const lifecycle = new SagemakerNotebookInstanceLifecycleConfiguration(this, 'lifecycle', {
      name: names.lifecycleConfig,
      onStart: Fn.base64encode(script.asString),
    });
    new SagemakerNotebookInstance(this, 'instance', {
      name: this.instanceName,
      instanceType: props.instanceType,
      roleArn: this.role.arn,
      lifecycleConfigName: lifecycle.name,
      // The platform is left to SageMaker: this provider does not know Amazon Linux 2023, and
      // instances of Amazon Linux 2 no longer start.
      volumeSize: 5,
      rootAccess: 'Disabled',
      ...(props.encryption?.arn !== undefined && { kmsKeyId: props.encryption.arn }),
      ...(props.network && {
        subnetId: props.network.subnetId,
        securityGroups: props.network.securityGroupIds,
        directInternetAccess: 'Disabled',
      }),
      instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: '2' },
      // For another type Terraform would stop a running instance, and with it a retraining. The apply
      // tool changes it while the instance is stopped; the script is read at the next start anyway.
      lifecycle: { ignoreChanges: ['instance_type'] },
      // Its first start reads the table and stops the instance.
      dependsOn: [this.role.permissions],
    });
  }

  addToRolePolicy(statement: Statement): void {
    this.role.addToRolePolicy(statement);
  }

  /** Starting and stopping the instance, and asking for its state. */
  grantControl(grantee: Grantable): void {
    grantee.addToRolePolicy({
      actions: [
        'sagemaker:DescribeNotebookInstance',
        'sagemaker:StartNotebookInstance',
        'sagemaker:StopNotebookInstance',
      ],
      resources: [this.instanceArn],
    });
    this.encryption?.grantVolumes(grantee);
  }

  /** Stopping the instance, and asking for its state. */
  grantStop(grantee: Grantable): void {
    grantee.addToRolePolicy({
      actions: ['sagemaker:DescribeNotebookInstance', 'sagemaker:StopNotebookInstance'],
      resources: [this.instanceArn],
    });
  }

  private allowItself(location: Location): void {
    this.grantStop(this.role);
    // The instance writes the log of its lifecycle script under the role; the group is SageMaker's.
    this.addToRolePolicy({
      actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [location.arn('logs', 'log-group:/aws/sagemaker/NotebookInstances:*')],
    });
  }

  /** SageMaker puts the instance into its network as the instance. */
  private allowNetwork(location: Location, network: NonNullable<TrainingNotebookProps['network']>) {
    const ec2 = (resource: string) => location.arn('ec2', resource);
    this.addToRolePolicy({
      actions: ['ec2:CreateNetworkInterface'],
      resources: [
        ec2('network-interface/*'),
        ec2(`subnet/${network.subnetId}`),
        ...network.securityGroupIds.map((id) => ec2(`security-group/${id}`)),
      ],
    });
    this.addToRolePolicy({
      actions: ['ec2:DeleteNetworkInterface'],
      resources: [ec2('network-interface/*')],
    });
    this.addToRolePolicy({
      actions: [
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeSubnets',
        'ec2:DescribeVpcs',
      ],
      resources: ['*'],
    });
  }
}
