import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';

/** What a role may do: actions on named resources. */
export interface Statement {
  actions: string[];
  resources: string[];
  condition?: { test: string; variable: string; values: string[] }[];
}

/** Anything that permissions can be given to. */
export interface Grantable {
  addToRolePolicy(statement: Statement): void;
}

export interface RoleProps {
  name: string;
  description: string;
  /** Who may take the role, e.g. `lambda.amazonaws.com`. */
  servicePrincipal: string;
  /**
   * Takes the role only for resources of this account (against the confused deputy).
   *
   * @default - not checked, for services that do not send it
   */
  sourceAccountId?: string;
}

/** An IAM role for one service with one inline policy, filled by grants. */
export class Role extends Construct implements Grantable {
  readonly arn: string;
  readonly name: string;
  private readonly statements: Statement[] = [];
  private readonly document: DataAwsIamPolicyDocument;
  private readonly policy: IamRolePolicy;

  constructor(scope: Construct, id: string, props: RoleProps) {
    super(scope, id);
    const { servicePrincipal, sourceAccountId } = props;
    const trust = new DataAwsIamPolicyDocument(this, 'trust', {
      statement: [
        {
          actions: ['sts:AssumeRole'],
          principals: [{ type: 'Service', identifiers: [servicePrincipal] }],
          ...(sourceAccountId === undefined
            ? {}
            : {
                condition: [
                  {
                    test: 'StringEquals',
                    variable: 'aws:SourceAccount',
                    values: [sourceAccountId],
                  },
                ],
              }),
        },
      ],
    });
    const role = new IamRole(this, 'role', {
      name: props.name,
      description: props.description,
      assumeRolePolicy: trust.json,
    });
    this.document = new DataAwsIamPolicyDocument(this, 'permissions', {});
    this.policy = new IamRolePolicy(this, 'policy', {
      name: 'permissions',
      role: role.name,
      policy: this.document.json,
    });
    this.arn = role.arn;
    this.name = role.name;
    this.node.addValidation({
      validate: () =>
        this.statements.length > 0 ? [] : [`role ${props.name} may do nothing: grant it something`],
    });
  }

  /** For resources that use the role's permissions the moment they are created. */
  get permissions(): ITerraformDependable {
    return this.policy;
  }

  addToRolePolicy(statement: Statement): void {
    // What two grants have in common, such as the use of a key, is said once.
    const text = JSON.stringify(statement);
    if (this.statements.some((known) => JSON.stringify(known) === text)) return;
    this.statements.push(statement);
    this.document.putStatement(this.statements);
  }
}
