import type { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import { LambdaAlias } from '@cdktf/provider-aws/lib/lambda-alias/index.js';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function/index.js';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission/index.js';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object/index.js';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { artefactBucketKeys, LIVE_ALIAS, resourceNames, type FunctionName } from '@ngwaf/contracts';
import type { AlarmTopic } from './alarm-topic.ts';
import type { DataBucket } from './data-bucket.ts';
import type { EncryptionKey } from './encryption-key.ts';
import { createLogGroup } from './log-group.ts';
import { placeholderZip } from './placeholder-zip.ts';
import { Role, type Grantable, type Statement } from './role.ts';

export interface DeployedFunctionProps {
  name: FunctionName;
  namePrefix: string;
  description: string;
  artefacts: DataBucket;
  environment: Record<string, string>;
  /** 1-900. */
  timeoutSeconds: number;
  /** 128-10240. 1769 is one whole processor; less is a share of one. */
  memoryMb: number;
  logRetentionDays: number;
  /** Encrypts the environment's variables and the log. @default - AWS's own keys */
  encryption?: EncryptionKey;
  alarms: AlarmTopic;
}

/**
 * A function, its role, its log and its alias `live`, through which everything calls it.
 *
 * The deploy tool owns its code and the alias' version, Terraform the rest.
 */
export class DeployedFunction extends Construct implements Grantable {
  readonly functionName: string;
  /** ARN of the alias. */
  readonly liveArn: string;
  /** URI with which API Gateway calls the alias. */
  readonly liveInvokeUri: string;
  private readonly alias: LambdaAlias;
  private readonly role: Role;

  constructor(scope: Construct, id: string, props: DeployedFunctionProps) {
    super(scope, id);
    const { name, timeoutSeconds, memoryMb } = props;
    if (timeoutSeconds < 1 || timeoutSeconds > 900) {
      throw new Error(`${name}: timeoutSeconds must be 1-900, got ${timeoutSeconds}`);
    }
    if (memoryMb < 128 || memoryMb > 10_240) {
      throw new Error(`${name}: memoryMb must be 128-10240, got ${memoryMb}`);
    }
    this.functionName = resourceNames(props.namePrefix).function(name);
    const keyArn = props.encryption?.arn;
    const log = createLogGroup(this, 'log', {
      name: `/aws/lambda/${this.functionName}`,
      retentionDays: props.logRetentionDays,
      kmsKeyArn: keyArn,
    });
    this.role = new Role(this, 'role', {
      name: this.functionName,
      description: `What the function ${name} may do.`,
      servicePrincipal: 'lambda.amazonaws.com',
    });
    this.allowLogsAndTraces(log);
    props.encryption?.grantDecrypt(this, 'lambda');

    const code = new S3Object(this, 'code', {
      bucket: props.artefacts.name,
      key: artefactBucketKeys.currentFunctionCode(name),
      contentBase64: Buffer.from(placeholderZip()).toString('base64'),
      contentType: 'application/zip',
      // Only the first one is Terraform's; the deploy tool keeps it up to date from then on.
      lifecycle: { ignoreChanges: 'all' },
    });
    const lambda = new LambdaFunction(this, 'function', {
      functionName: this.functionName,
      description: props.description,
      // From S3 and not from a file: the provider creates functions with a file one by one.
      s3Bucket: code.bucket,
      s3Key: code.key,
      handler: 'main.handler',
      runtime: 'nodejs22.x',
      architectures: ['arm64'],
      role: this.role.arn,
      timeout: timeoutSeconds,
      memorySize: memoryMb,
      environment: { variables: { POWERTOOLS_SERVICE_NAME: name, ...props.environment } },
      tracingConfig: { mode: 'Active' },
      ...(keyArn !== undefined && { kmsKeyArn: keyArn }),
      // Lambda would make the log group itself, and keep logs for ever.
      dependsOn: [log],
      lifecycle: {
        ignoreChanges: ['s3_bucket', 's3_key', 's3_object_version', 'source_code_hash', 'filename'],
      },
    });
    this.alias = new LambdaAlias(this, 'live', {
      name: LIVE_ALIAS,
      functionName: lambda.functionName,
      functionVersion: '$LATEST',
      lifecycle: { ignoreChanges: ['function_version', 'routing_config', 'description'] },
    });
    this.liveArn = this.alias.arn;
    this.liveInvokeUri = this.alias.invokeArn;

    props.alarms.add(this, `${name}-errors`, {
      description: `${this.functionName} failed or timed out. Its log: ${log.name}.`,
      runbook: 'a-function-fails',
      namespace: 'AWS/Lambda',
      metricName: 'Errors',
      dimensions: {
        FunctionName: this.functionName,
        Resource: `${this.functionName}:${LIVE_ALIAS}`,
      },
      periodSeconds: 300,
    });
  }

  /** For resources that need the function's permissions the moment they are created. */
  get permissions(): ITerraformDependable {
    return this.role.permissions;
  }

  addToRolePolicy(statement: Statement): void {
    this.role.addToRolePolicy(statement);
  }

  /** For callers with a role of their own. */
  grantInvoke(grantee: Grantable): void {
    grantee.addToRolePolicy({ actions: ['lambda:InvokeFunction'], resources: [this.liveArn] });
  }

  /** For services that call without a role, from one source alone. */
  allowInvokeFrom(id: string, servicePrincipal: string, sourceArn: string): void {
    new LambdaPermission(this, `from_${id}`, {
      statementId: `from-${id.replaceAll('_', '-')}`,
      action: 'lambda:InvokeFunction',
      functionName: this.alias.functionName,
      qualifier: this.alias.name,
      principal: servicePrincipal,
      sourceArn,
    });
  }

  private allowLogsAndTraces(log: CloudwatchLogGroup): void {
    this.addToRolePolicy({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [`${log.arn}:*`],
    });
    // X-Ray has no resources that writing traces could be limited to.
    this.addToRolePolicy({
      actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
      resources: ['*'],
    });
  }
}
