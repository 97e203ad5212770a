import type { Location } from '../constructs/location.ts';
import type { Grantable } from '../constructs/role.ts';

/**
 * The endpoints of all models: who may do what with them.
 *
 * By the start of their names and not one by one: a function serves every model of the catalogue,
 * and the one policy of a role holds 10,240 characters.
 */
export class ModelEndpoints {
  private readonly location: Location;
  private readonly namePrefix: string;

  constructor(location: Location, namePrefix: string) {
    this.location = location;
    this.namePrefix = namePrefix;
  }

  private named(kind: string): string {
    return this.location.arn('sagemaker', `${kind}/${this.namePrefix}-*`);
  }

  /** Scoring with live models. */
  grantInvoke(grantee: Grantable): void {
    this.grant(grantee, ['sagemaker:InvokeEndpoint'], 'endpoint');
  }

  /** What is live. */
  grantDescribe(grantee: Grantable): void {
    this.grant(grantee, ['sagemaker:DescribeEndpoint'], 'endpoint');
  }

  /** What is live, and what it is made of. */
  grantLookUp(grantee: Grantable): void {
    this.grantDescribe(grantee);
    this.grant(grantee, ['sagemaker:DescribeEndpointConfig'], 'endpoint-config');
    this.grant(grantee, ['sagemaker:DescribeModel'], 'model');
  }

  /** Going back to an earlier version, and removing and rejecting the one that failed. */
  grantTakeBack(grantee: Grantable): void {
    this.grantDescribe(grantee);
    this.grant(grantee, ['sagemaker:UpdateEndpoint'], 'endpoint', 'endpoint-config');
    this.grant(grantee, ['sagemaker:DeleteEndpointConfig'], 'endpoint-config');
    this.grant(grantee, ['sagemaker:DeleteModel'], 'model');
    this.grantDecide(grantee);
    // SageMaker cannot limit listing to a group.
    grantee.addToRolePolicy({ actions: ['sagemaker:ListModelPackages'], resources: ['*'] });
  }

  /** Making versions, switching endpoints to them, and removing those that are too old. */
  grantDeploy(grantee: Grantable): void {
    this.grantDescribe(grantee);
    this.grantInvoke(grantee);
    // SageMaker asks for AddTags where something is tagged as it is created.
    this.grant(
      grantee,
      [
        'sagemaker:CreateModel',
        'sagemaker:DescribeModel',
        'sagemaker:DeleteModel',
        'sagemaker:AddTags',
      ],
      'model',
    );
    this.grant(
      grantee,
      [
        'sagemaker:CreateEndpointConfig',
        'sagemaker:DescribeEndpointConfig',
        'sagemaker:DeleteEndpointConfig',
        'sagemaker:AddTags',
      ],
      'endpoint-config',
    );
    this.grant(
      grantee,
      ['sagemaker:CreateEndpoint', 'sagemaker:UpdateEndpoint'],
      'endpoint',
      'endpoint-config',
    );
    this.grant(grantee, ['sagemaker:DeleteEndpoint', 'sagemaker:AddTags'], 'endpoint');
    // SageMaker cannot limit listing to names.
    grantee.addToRolePolicy({ actions: ['sagemaker:ListEndpointConfigs'], resources: ['*'] });
    this.grantGuard(grantee);
  }

  /**
   * Having endpoints on instances scale.
   *
   * Application Auto Scaling tries, as the one who asks, what it will do by itself later on.
   *
   * @see https://docs.aws.amazon.com/autoscaling/application/userguide/security_iam_permission_validation.html
   */
  grantScale(grantee: Grantable): void {
    grantee.addToRolePolicy({
      actions: [
        'application-autoscaling:RegisterScalableTarget',
        'application-autoscaling:DeregisterScalableTarget',
        'application-autoscaling:PutScalingPolicy',
      ],
      // A scalable target's ARN has an id that AWS makes up; the service is what it can be limited to.
      resources: [this.location.arn('application-autoscaling', 'scalable-target/*')],
      condition: [
        {
          test: 'StringEquals',
          variable: 'application-autoscaling:service-namespace',
          values: ['sagemaker'],
        },
      ],
    });
    this.grant(grantee, ['sagemaker:UpdateEndpointWeightsAndCapacities'], 'endpoint');
    grantee.addToRolePolicy({
      actions: ['cloudwatch:PutMetricAlarm', 'cloudwatch:DeleteAlarms'],
      resources: [this.location.arn('cloudwatch', 'alarm:*')],
    });
    const service = 'sagemaker.application-autoscaling.amazonaws.com';
    grantee.addToRolePolicy({
      actions: ['iam:CreateServiceLinkedRole'],
      resources: [
        `arn:${this.location.partition}:iam::${this.location.accountId}:role/aws-service-role/${service}/AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint`,
      ],
      condition: [{ test: 'StringLike', variable: 'iam:AWSServiceName', values: [service] }],
    });
  }

  /** Reading and deciding what the registry says of versions. */
  grantDecide(grantee: Grantable): void {
    grantee.addToRolePolicy({
      actions: ['sagemaker:DescribeModelPackage', 'sagemaker:UpdateModelPackage'],
      resources: [this.location.arn('sagemaker', `model-package/${this.namePrefix}-*/*`)],
    });
  }

  /**
   * SageMaker looks at the alarms that guard a switch as the one who asks for it. CloudWatch
   * describes alarms by state or prefix as well, and takes the list of them all for what is read.
   */
  private grantGuard(grantee: Grantable): void {
    grantee.addToRolePolicy({
      actions: ['cloudwatch:DescribeAlarms'],
      resources: [this.location.arn('cloudwatch', 'alarm:*')],
    });
  }

  private grant(grantee: Grantable, actions: string[], ...kinds: string[]): void {
    grantee.addToRolePolicy({ actions, resources: kinds.map((kind) => this.named(kind)) });
  }
}
