import { Construct } from 'constructs';
import type { Location } from './location.ts';
import { Role, type Grantable, type Statement } from './role.ts';

/** Jobs that write a log group of their own. */
export type LoggedJobs = 'TrainingJobs' | 'TransformJobs' | 'ProcessingJobs';

export interface ExecutionRoleProps {
  name: string;
  location: Location;
  /** The repository whose images it pulls. */
  repositoryArn: string;
  /** Jobs that run under it, besides endpoints. */
  jobs: LoggedJobs[];
}

/** A role that SageMaker's jobs and models run under: pulls an image, writes logs and metrics. */
export class ExecutionRole extends Construct implements Grantable {
  readonly arn: string;
  private readonly role: Role;
  private readonly repositoryArn: string;

  constructor(scope: Construct, id: string, props: ExecutionRoleProps) {
    super(scope, id);
    this.role = new Role(this, 'role', {
      name: props.name,
      description: 'What training jobs and models may do.',
      servicePrincipal: 'sagemaker.amazonaws.com',
      sourceAccountId: props.location.accountId,
    });
    this.arn = this.role.arn;
    this.repositoryArn = props.repositoryArn;
    this.allowPullingImage();
    this.allowLogsAndMetrics(props);
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

  private allowLogsAndMetrics({ location, jobs }: ExecutionRoleProps): void {
    this.addToRolePolicy({
      actions: [
        'logs:CreateLogGroup',
        'logs:CreateLogStream',
        'logs:DescribeLogStreams',
        'logs:PutLogEvents',
      ],
      resources: [
        ...jobs.map((kind) => location.arn('logs', `log-group:/aws/sagemaker/${kind}:*`)),
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
