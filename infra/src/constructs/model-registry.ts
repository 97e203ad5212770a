import { SagemakerModelPackageGroup } from '@cdktf/provider-aws/lib/sagemaker-model-package-group/index.js';
import { Construct } from 'constructs';
import type { Location } from './location.ts';
import type { Grantable } from './role.ts';

export interface ModelRegistryProps {
  /** The group of a model's versions. */
  groupName: string;
  description: string;
  location: Location;
}

/** Every version of a model, approved or rejected. */
export class ModelRegistry extends Construct {
  readonly groupName: string;
  private readonly versionsArn: string;
  private readonly groupArn: string;

  constructor(scope: Construct, id: string, props: ModelRegistryProps) {
    super(scope, id);
    const group = new SagemakerModelPackageGroup(this, 'group', {
      modelPackageGroupName: props.groupName,
      modelPackageGroupDescription: props.description,
    });
    this.groupName = group.modelPackageGroupName;
    this.groupArn = group.arn;
    this.versionsArn = props.location.arn('sagemaker', `model-package/${this.groupName}/*`);
  }

  /** New versions, approved or rejected from the beginning. */
  grantAdd(grantee: Grantable): void {
    grantee.addToRolePolicy({
      actions: ['sagemaker:CreateModelPackage'],
      resources: [this.groupArn, this.versionsArn],
    });
  }

  /** New versions, and approving or rejecting them. */
  grantRegister(grantee: Grantable): void {
    this.grantAdd(grantee);
    this.grantDecide(grantee);
  }

  /** Finding versions, and approving or rejecting them. */
  grantDecide(grantee: Grantable): void {
    grantee.addToRolePolicy({
      actions: ['sagemaker:DescribeModelPackage', 'sagemaker:UpdateModelPackage'],
      resources: [this.versionsArn],
    });
    // SageMaker cannot limit listing to a group.
    grantee.addToRolePolicy({ actions: ['sagemaker:ListModelPackages'], resources: ['*'] });
  }
}
