import { ApiGatewayAccount } from '@cdktf/provider-aws/lib/api-gateway-account/index.js';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { Role } from './role.ts';

export interface ApiGatewayLoggingProps {
  namePrefix: string;
}

/**
 * The role with which API Gateway writes logs: one setting for a whole region of an account, which
 * a new account lacks. It stays as it is when the stack is removed.
 */
export class ApiGatewayLogging extends Construct {
  readonly allowed: ITerraformDependable;

  constructor(scope: Construct, id: string, props: ApiGatewayLoggingProps) {
    super(scope, id);
    const role = new Role(this, 'role', {
      name: `${props.namePrefix}-api-logging`,
      description: 'Lets API Gateway write logs.',
      servicePrincipal: 'apigateway.amazonaws.com',
    });
    // API Gateway asks for exactly these, on everything, before it takes the role.
    role.addToRolePolicy({
      actions: [
        'logs:CreateLogGroup',
        'logs:CreateLogStream',
        'logs:DescribeLogGroups',
        'logs:DescribeLogStreams',
        'logs:PutLogEvents',
        'logs:GetLogEvents',
        'logs:FilterLogEvents',
      ],
      resources: ['*'],
    });
    this.allowed = new ApiGatewayAccount(this, 'account', {
      cloudwatchRoleArn: role.arn,
      dependsOn: [role.permissions],
    });
  }
}
