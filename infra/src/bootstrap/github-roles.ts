import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider/index.js';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy/index.js';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { TerraformCount, Token, type TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import type { Location } from '../constructs/location.ts';
import type { Statement } from '../constructs/role.ts';
import type { EnvironmentPlace } from './arns.ts';
import { changeEnvironment } from './deploy-permissions.ts';
import { readEnvironment, readState, writeState } from './plan-permissions.ts';

const ISSUER = 'token.actions.githubusercontent.com';

export interface GithubRolesProps {
  location: Location;
  environments: EnvironmentPlace[];
  stateBucketArn: string;
  boundaryArn: string;
  /** `owner/name` of the one repository that may take the roles; empty: none. */
  repository: TerraformVariable;
  /** Names of the environments of this account. */
  wanted: TerraformVariable;
  /** Whether GitHub is to be made known to the account; false where somebody else did. */
  makeProvider: TerraformVariable;
}

type Permission = Statement & { effect?: 'Deny' };

interface RoleProps {
  name: string;
  description: string;
  /** Ends of the claim `sub` of those who may take it. */
  claims: string[];
  statements: Permission[];
  reading: IamPolicy;
  count: TerraformCount;
}

const toId = (name: string): string => name.replaceAll('-', '_');

/**
 * What GitHub's workflows may do here, without keys: for each environment a role that plans, for pull
 * requests and the main branch, and one that deploys, for jobs of GitHub's environment of that name.
 */
export class GithubRoles extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: GithubRolesProps,
  ) {
    super(scope, id);
    const { environments, repository, makeProvider } = props;
    new IamOpenidConnectProvider(this, 'provider', {
      count: TerraformCount.of(
        Token.asNumber(`\${${repository.fqn} != "" && ${makeProvider.fqn} ? 1 : 0}`),
      ),
      url: `https://${ISSUER}`,
      clientIdList: ['sts.amazonaws.com'],
    });
    for (const environment of environments) this.addRoles(environment);
  }

  private addRoles(environment: EnvironmentPlace): void {
    const { location, stateBucketArn, boundaryArn } = this.props;
    const { name, prefix } = environment;
    const state = { bucketArn: stateBucketArn, prefix };
    const count = this.countOf(environment);
    // In one policy for both: together with what the second role changes, it is too long for a role.
    const reading = new IamPolicy(this, `${toId(prefix)}_ci_read`, {
      count,
      name: `${prefix}-ci-read`,
      description: `Reading the settings of ${name}.`,
      policy: this.document(`${prefix}-ci-read`, readEnvironment(location, environment)),
    });
    const common = { count, reading };
    this.addRole({
      ...common,
      name: `${prefix}-ci-plan`,
      description: `Plans ${name}: reads settings and state.`,
      claims: ['pull_request', 'ref:refs/heads/main'],
      statements: readState(state),
    });
    this.addRole({
      ...common,
      name: `${prefix}-ci-deploy`,
      description: `Applies ${name} and ships its code.`,
      claims: [`environment:${name}`],
      statements: [...writeState(state), ...changeEnvironment(location, environment, boundaryArn)],
    });
  }

  private addRole({ count, reading, name, description, claims, statements }: RoleProps): void {
    const id = toId(name);
    const role = new IamRole(this, id, {
      count,
      name,
      description,
      assumeRolePolicy: this.trust(`${id}_trust`, claims),
      // An apply from nothing takes ten minutes; one that waits for a retraining, longer.
      maxSessionDuration: 2 * 3600,
    });
    new IamRolePolicy(this, `${id}_policy`, {
      count,
      name: 'permissions',
      role: name,
      policy: this.document(name, statements),
      dependsOn: [role],
    });
    const { partition, accountId } = this.props.location;
    new IamRolePolicyAttachment(this, `${id}_reading`, {
      count,
      role: name,
      policyArn: `arn:${partition}:iam::${accountId}:policy/${reading.nameInput ?? ''}`,
      dependsOn: [role, reading],
    });
  }

  /** One where the environment is this account's and a repository is named, else none. */
  private countOf({ name }: EnvironmentPlace): TerraformCount {
    const { repository, wanted } = this.props;
    return TerraformCount.of(
      Token.asNumber(`\${${repository.fqn} != "" && contains(${wanted.fqn}, "${name}") ? 1 : 0}`),
    );
  }

  private document(name: string, statement: Permission[]): string {
    return new DataAwsIamPolicyDocument(this, `${toId(name)}_permissions`, { statement }).json;
  }

  private trust(id: string, claims: string[]): string {
    const { location, repository } = this.props;
    const provider = `oidc-provider/${ISSUER}`;
    const is = (claim: string, values: string[]) => ({
      test: 'StringEquals',
      variable: `${ISSUER}:${claim}`,
      values,
    });
    return new DataAwsIamPolicyDocument(this, id, {
      statement: [
        {
          actions: ['sts:AssumeRoleWithWebIdentity'],
          principals: [
            {
              type: 'Federated',
              identifiers: [`arn:${location.partition}:iam::${location.accountId}:${provider}`],
            },
          ],
          condition: [
            is('aud', ['sts.amazonaws.com']),
            is(
              'sub',
              claims.map((claim) => `repo:${repository.stringValue}:${claim}`),
            ),
          ],
        },
      ],
    }).json;
  }
}
