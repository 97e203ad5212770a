import type { AwsRequest } from '../../gateway/aws-request.ts';
import { dynamoDbPermissions } from './dynamodb.ts';
import { lambdaPermissions } from './lambda.ts';
import {
  apiGatewayPermissions,
  namedOperationPermissions,
  restPermissions,
} from './other-services.ts';
import { arnOf, type Input, type Permission, type Place } from './permission.ts';
import { s3Permissions } from './s3.ts';
import { sageMakerPermissions } from './sagemaker.ts';
import { statesPermissions } from './states.ts';

/** A request as far as it tells what it needs. */
export type CalledRequest = Pick<
  AwsRequest,
  'service' | 'operation' | 'method' | 'url' | 'body' | 'json'
> & { incoming: Pick<AwsRequest['incoming'], 'headers'> };

const queryServices = new Set(['iam', 'sts', 'sns', 'monitoring', 'sqs', 'cloudformation', 'ec2']);

/**
 * The permissions that AWS asks for before it does what a request says.
 *
 * Bodies are read where they say it: JSON and forms, never what is uploaded.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/
 */
export const requiredPermissions = async (
  request: CalledRequest,
  place: Place,
): Promise<Permission[]> => {
  const { service, method, url } = request;
  const invoked = /^\/endpoints\/([^/]+)\/invocations/.exec(url.pathname)?.[1];
  if (service === 'sagemaker' && invoked) {
    const resource = arnOf(place, 'sagemaker', `endpoint/${invoked.toLowerCase()}`);
    return [{ action: 'sagemaker:InvokeEndpoint', resource }];
  }
  if (service === 's3') return s3Permissions({ ...request, headers: request.incoming.headers });
  if (service === 'lambda') return lambdaPermissions(method, url, () => jsonOf(request), place);
  if (service === 'apigateway') return apiGatewayPermissions(method, url, place);

  const { operation, input } = await namedOperation(request);
  if (operation === undefined) return restPermissions(service, method, url, place);
  switch (service) {
    case 'dynamodb':
      return dynamoDbPermissions(operation, input, place);
    case 'sagemaker':
      return sageMakerPermissions(operation, input, place);
    case 'states':
      return statesPermissions(operation, input, place);
    default:
      return namedOperationPermissions(service, operation, input, place);
  }
};

/** Operation and input of the JSON protocols, the query protocol, and CBOR's path. */
const namedOperation = async (
  request: CalledRequest,
): Promise<{ operation: string | undefined; input: Input }> => {
  const { operation, service, url, method } = request;
  if (operation !== undefined) return { operation, input: await jsonOf(request) };
  const inPath = /^\/service\/[^/]+\/operation\/(\w+)$/.exec(url.pathname)?.[1];
  if (inPath) return { operation: inPath, input: {} };
  if (!queryServices.has(service)) return { operation: undefined, input: {} };
  const form = new URLSearchParams(
    method === 'POST' ? (await request.body()).toString('utf8') : url.searchParams,
  );
  const input = Object.fromEntries(form);
  return { operation: input['Action'], input };
};

/** What is no JSON is for whoever answers the request to refuse. */
const jsonOf = async (request: CalledRequest): Promise<Input> => {
  try {
    return await request.json();
  } catch {
    return {};
  }
};
