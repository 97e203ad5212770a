import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider/index.js';
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
    const reads = readEnvironment(location, environment);
    this.addRole(environment, {
      name: `${prefix}-ci-plan`,
      description: `Plans ${name}: reads settings and state.`,
      claims: ['pull_request', 'ref:refs/heads/main'],
      statements: [...reads, ...readState(state)],
    });
    this.addRole(environment, {
      name: `${prefix}-ci-deploy`,
      description: `Applies ${name} and ships its code.`,
      claims: [`environment:${name}`],
      statements: [
        ...reads,
        ...writeState(state),
        ...changeEnvironment(location, environment, boundaryArn),
      ],
    });
  }

  private addRole(
    environment: EnvironmentPlace,
    role: {
      name: string;
      description: string;
      claims: string[];
      statements: (Statement & { effect?: 'Deny' })[];
    },
  ): void {
    const { location, repository, wanted } = this.props;
    const id = role.name.replaceAll('-', '_');
    const count = TerraformCount.of(
      Token.asNumber(
        `\${${repository.fqn} != "" && contains(${wanted.fqn}, "${environment.name}") ? 1 : 0}`,
      ),
    );
    const trust = new DataAwsIamPolicyDocument(this, `${id}_trust`, {
      statement: [
        {
          actions: ['sts:AssumeRoleWithWebIdentity'],
          principals: [
            {
              type: 'Federated',
              identifiers: [
                `arn:${location.partition}:iam::${location.accountId}:oidc-provider/${ISSUER}`,
              ],
            },
          ],
          condition: [
            { test: 'StringEquals', variable: `${ISSUER}:aud`, values: ['sts.amazonaws.com'] },
            {
              test: 'StringEquals',
              variable: `${ISSUER}:sub`,
              values: role.claims.map((claim) => `repo:${repository.stringValue}:${claim}`),
            },
          ],
        },
      ],
    });
    const permissions = new DataAwsIamPolicyDocument(this, `${id}_permissions`, {
      statement: role.statements,
    });
    const made = new IamRole(this, id, {
      count,
      name: role.name,
      description: role.description,
      assumeRolePolicy: trust.json,
      // An apply from nothing takes ten minutes; one that waits for a retraining, longer.
      maxSessionDuration: 2 * 3600,
    });
    new IamRolePolicy(this, `${id}_policy`, {
      count,
      name: 'permissions',
      role: role.name,
      policy: permissions.json,
      dependsOn: [made],
    });
  }
}
