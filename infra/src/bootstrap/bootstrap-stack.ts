import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { S3Backend, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';
import { PROJECT } from '@ngwaf/contracts';
import { DataBucket } from '../constructs/data-bucket.ts';
import { Location } from '../constructs/location.ts';
import type { EnvironmentPlace } from './arns.ts';
import { GithubRoles } from './github-roles.ts';
import { RoleBoundary } from './role-boundary.ts';

/** How long a replaced state can be brought back. */
const STATE_VERSIONS_DAYS = 365;

/**
 * What an account has before its environments: the bucket of their states, the boundary of their roles, and
 * the roles of continuous integration. Once an account.
 *
 * Its own state lies in the bucket that it makes; who initialises it says which bucket that is.
 */
export class BootstrapStack extends TerraformStack {
  constructor(scope: Construct, id: string, environments: EnvironmentPlace[]) {
    super(scope, id);
    // `terraform init -backend-config=bucket=…` says which; cdktf wants a name.
    new S3Backend(this, { bucket: 'state', key: `${id}.tfstate`, encrypt: true });
    this.addOverride('terraform.backend.s3.use_lockfile', true);
    const variable = (name: string, config: ConstructorParameters<typeof TerraformVariable>[2]) => {
      const made = new TerraformVariable(this, name, { nullable: false, ...config });
      made.overrideLogicalId(name);
      return made;
    };
    const repository = variable('repository', {
      type: 'string',
      default: '',
      description: 'owner/name of the repository at GitHub whose workflows may plan and deploy.',
    });
    const requireTls = variable('require_tls', {
      type: 'bool',
      default: true,
      description: 'Whether the bucket refuses plain HTTP; false only for stand-ins of S3.',
    });
    new AwsProvider(this, 'aws', {
      s3UsePathStyle: variable('s3_use_path_style', {
        type: 'bool',
        default: false,
        description: 'Address buckets by path instead of by host name; for stand-ins of S3.',
      }).booleanValue,
      defaultTags: [{ tags: { project: PROJECT, 'managed-by': 'terraform' } }],
    });
    const location = new Location(this, 'location');
    const bucket = new DataBucket(this, 'state', {
      name: `${PROJECT}-state-${location.accountId}-${location.region}`,
      retain: variable('retain_state', {
        type: 'bool',
        default: true,
        description: 'Whether the bucket survives as long as it holds a state.',
      }).booleanValue,
      requireTls: requireTls.booleanValue,
      nonCurrentDays: STATE_VERSIONS_DAYS,
      preventDestroy: true,
    });
    const boundary = new RoleBoundary(this, 'boundary', location, environments);
    new GithubRoles(this, 'github', {
      location,
      environments,
      stateBucketArn: bucket.arn,
      boundaryArn: boundary.arn,
      repository,
      wanted: variable('environments', {
        type: 'list(string)',
        default: environments.map(({ name }) => name),
        description: 'Names of the environments that get roles for continuous integration.',
      }),
      makeProvider: variable('make_github_provider', {
        type: 'bool',
        default: true,
        description: 'Whether to make GitHub known to the account; false where somebody else did.',
      }),
    });
    new TerraformOutput(this, 'state_bucket', { value: bucket.name });
    new TerraformOutput(this, 'repository_output', {
      value: repository.stringValue,
    }).overrideLogicalId('repository');
  }
}
