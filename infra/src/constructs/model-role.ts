import { TerraformLocal, Fn } from 'cdktf';
import { Construct } from 'constructs';
import {
  SCIKIT_LEARN_ACCOUNTS,
  SCIKIT_LEARN_REPOSITORY,
  SCIKIT_LEARN_TAG,
} from '../config/scikit-learn-image.ts';
import type { Location } from './location.ts';
import { Role, type Grantable, type Statement } from './role.ts';

export interface ModelRoleProps {
  namePrefix: string;
  location: Location;
}

/** The execution role that training jobs and models run under, and the image they run in. */
export class ModelRole extends Construct implements Grantable {
  readonly arn: string;
  /** Serves for training and for serving. */
  readonly imageUri: string;
  private readonly role: Role;
  private readonly repositoryArn: string;

  constructor(scope: Construct, id: string, props: ModelRoleProps) {
    super(scope, id);
    const { location } = props;
    this.role = new Role(this, 'role', {
      name: `${props.namePrefix}-model`,
      description: 'What training jobs and models may do.',
      servicePrincipal: 'sagemaker.amazonaws.com',
      sourceAccountId: location.accountId,
    });
    this.arn = this.role.arn;

    // The region is known to Terraform alone; where AWS has no image, the look-up names the region.
    const accounts = new TerraformLocal(this, 'image_accounts', SCIKIT_LEARN_ACCOUNTS);
    const imageAccount = Fn.lookup(accounts.expression, location.region) as string;
    this.imageUri = `${imageAccount}.dkr.ecr.${location.region}.amazonaws.com/${SCIKIT_LEARN_REPOSITORY}:${SCIKIT_LEARN_TAG}`;
    this.repositoryArn = location.arn('ecr', `repository/${SCIKIT_LEARN_REPOSITORY}`, imageAccount);
    this.allowPullingImage();
    this.allowLogsAndMetrics(location);
  }

  addToRolePolicy(statement: Statement): void {
    this.role.addToRolePolicy(statement);
  }

  /** Giving this one role to SageMaker, and to nothing else. */
  grantPass(grantee: Grantable): void {
    grantee.addToRolePolicy({
      actions: ['iam:PassRole'],
      resources: [this.arn],
      condition: [
        {
          test: 'StringEquals',
          variable: 'iam:PassedToService',
          values: ['sagemaker.amazonaws.com'],
        },
      ],
    });
  }

  /**
   * Looking the image up: SageMaker does so as whoever registers versions.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/security-iam-awsmanpol-model-registry.html
   */
  grantLookUpImage(grantee: Grantable): void {
    grantee.addToRolePolicy({
      actions: ['ecr:BatchGetImage', 'ecr:DescribeImages'],
      resources: [this.repositoryArn],
    });
  }

  private allowPullingImage(): void {
    this.addToRolePolicy({
      actions: [
        'ecr:BatchCheckLayerAvailability',
        'ecr:BatchGetImage',
        'ecr:GetDownloadUrlForLayer',
      ],
      resources: [this.repositoryArn],
    });
    // A token of the registry belongs to no repository.
    this.addToRolePolicy({ actions: ['ecr:GetAuthorizationToken'], resources: ['*'] });
  }

  private allowLogsAndMetrics(location: Location): void {
    this.addToRolePolicy({
      actions: [
        'logs:CreateLogGroup',
        'logs:CreateLogStream',
        'logs:DescribeLogStreams',
        'logs:PutLogEvents',
      ],
      resources: [
        location.arn('logs', 'log-group:/aws/sagemaker/TrainingJobs:*'),
        location.arn('logs', 'log-group:/aws/sagemaker/Endpoints/*'),
      ],
    });
    // Metrics have no ARN; the name space is what they can be limited to.
    this.addToRolePolicy({
      actions: ['cloudwatch:PutMetricData'],
      resources: ['*'],
      condition: [
        {
          test: 'StringLike',
          variable: 'cloudwatch:namespace',
          values: ['/aws/sagemaker/*', 'aws/sagemaker/*'],
        },
      ],
    });
  }
}
