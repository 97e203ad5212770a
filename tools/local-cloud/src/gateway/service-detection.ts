import type { IncomingHttpHeaders } from 'node:http';

/** What a request asks of which AWS service. */
export interface RequestTarget {
  /** Signing name of the service, e.g. `states`; `s3` where nothing says otherwise. */
  service: string;
  /** Operation of a JSON protocol, from `X-Amz-Target`; `undefined` for REST and query protocols. */
  operation: string | undefined;
  /** Access key that the request is signed with. */
  accessKeyId: string | undefined;
  /** Comes with access keys that STS made. */
  sessionToken: string | undefined;
}

/** Services by the first part of `X-Amz-Target`; what unsigned requests are told by. */
const serviceByTarget: Record<string, string> = {
  AmazonEC2ContainerRegistry_V20150921: 'ecr',
  AmazonSQS: 'sqs',
  AmazonSSM: 'ssm',
  AnyScaleFrontendService: 'application-autoscaling',
  AWSEvents: 'events',
  AWSStepFunctions: 'states',
  DynamoDB_20120810: 'dynamodb',
  DynamoDBStreams_20120810: 'dynamodb',
  Logs_20140328: 'logs',
  SageMaker: 'sagemaker',
  secretsmanager: 'secretsmanager',
  TrentService: 'kms',
};

const serviceByPath: readonly [RegExp, string][] = [
  [/^\/20\d\d-\d\d-\d\d\/(functions|event-source-mappings|layers|tags\/arn[^/]*lambda)/, 'lambda'],
  [/^\/restapis(\/|$)/, 'apigateway'],
  [/^\/endpoints\/[^/]+\/invocations$/, 'sagemaker'],
];

/** Tells service and operation from the signature's scope, then from target and path. */
export const detectTarget = (url: URL, headers: IncomingHttpHeaders): RequestTarget => {
  const [prefix, operation] = targetOf(headers);
  const scope = scopeOf(headers.authorization, url);
  const service =
    scope?.service ??
    (prefix && serviceByTarget[prefix]) ??
    serviceByPath.find(([pattern]) => pattern.test(url.pathname))?.[1] ??
    's3';
  const token = headers['x-amz-security-token'] ?? url.searchParams.get('X-Amz-Security-Token');
  return {
    service,
    operation,
    accessKeyId: scope?.accessKeyId,
    sessionToken: typeof token === 'string' ? token : undefined,
  };
};

const targetOf = (headers: IncomingHttpHeaders): [string | undefined, string | undefined] => {
  const target = headers['x-amz-target'];
  if (typeof target !== 'string') return [undefined, undefined];
  const dot = target.lastIndexOf('.');
  return [target.slice(0, dot), target.slice(dot + 1)];
};

/** Key and service in `<key>/<date>/<region>/<service>/aws4_request`, of a header or a presigned URL. */
const scopeOf = (authorization: string | undefined, url: URL) => {
  const inHeader = authorization && /Credential=([^,\s]+)/.exec(authorization)?.[1];
  const scope = inHeader ?? url.searchParams.get('X-Amz-Credential');
  const parts = scope?.split('/');
  if (!parts || parts.length < 5) return undefined;
  return { accessKeyId: parts[0], service: parts.at(-2)?.toLowerCase() };
};
