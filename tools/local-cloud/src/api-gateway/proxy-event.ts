import type { APIGatewayProxyEvent } from 'aws-lambda';

/** What a proxy event is made of. */
export interface ProxyRequest {
  method: string;
  /** Without the stage, as it was sent. */
  path: string;
  query: URLSearchParams;
  /** Name, value, name, value …, as received. */
  rawHeaders: string[];
  body: Buffer;
  resource: string;
  pathParameters: Record<string, string>;
  sourceIp: string;
  requestId: string;
  receivedAt: Date;
  accountId: string;
  apiId: string;
  stage: string;
  stageVariables: Record<string, string> | null;
  deploymentId: string;
  binaryMediaTypes: string[];
  apiKey: { value: string; id: string } | undefined;
  /** Who signed the request, where its route asks for a signature. */
  caller?: { arn: string; accessKeyId: string } | undefined;
}

/**
 * The event of a Lambda proxy integration, format 1.0.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export const buildProxyEvent = (request: ProxyRequest): APIGatewayProxyEvent => {
  const headers = collect(pairs(request.rawHeaders), true);
  const query = collect([...request.query], false);
  const contentType = findHeader(headers, 'content-type') ?? '';
  const isBinary = request.body.length > 0 && isBinaryType(contentType, request.binaryMediaTypes);
  return {
    resource: request.resource,
    path: request.path,
    httpMethod: request.method,
    headers: last(headers),
    multiValueHeaders: headers,
    queryStringParameters: orNull(last(query)),
    multiValueQueryStringParameters: orNull(query),
    pathParameters: orNull(request.pathParameters),
    stageVariables: request.stageVariables,
    requestContext: buildContext(request, findHeader(headers, 'user-agent') ?? null),
    body: request.body.length === 0 ? null : request.body.toString(isBinary ? 'base64' : 'utf8'),
    isBase64Encoded: isBinary,
  };
};

const buildContext = (
  request: ProxyRequest,
  userAgent: string | null,
): APIGatewayProxyEvent['requestContext'] & { deploymentId: string } => ({
  accountId: request.accountId,
  apiId: request.apiId,
  authorizer: null,
  deploymentId: request.deploymentId,
  domainName: `${request.apiId}.execute-api.localhost`,
  domainPrefix: request.apiId,
  extendedRequestId: request.requestId,
  httpMethod: request.method,
  identity: {
    accessKey: request.caller?.accessKeyId ?? null,
    accountId: null,
    apiKey: request.apiKey?.value ?? null,
    apiKeyId: request.apiKey?.id ?? null,
    caller: null,
    clientCert: null,
    cognitoAuthenticationProvider: null,
    cognitoAuthenticationType: null,
    cognitoIdentityId: null,
    cognitoIdentityPoolId: null,
    principalOrgId: null,
    sourceIp: request.sourceIp,
    user: null,
    userAgent,
    userArn: request.caller?.arn ?? null,
  },
  path: `/${request.stage}${request.path}`,
  protocol: 'HTTP/1.1',
  requestId: request.requestId,
  requestTime: commonLogTime(request.receivedAt),
  requestTimeEpoch: request.receivedAt.getTime(),
  resourceId: Buffer.from(request.resource).toString('hex').slice(0, 10),
  resourcePath: request.resource,
  stage: request.stage,
});

/** Whether a media type is among those that API Gateway hands over as base64. */
export const isBinaryType = (mediaType: string, binaryMediaTypes: string[]): boolean => {
  const type = mediaType.split(';')[0]!.trim().toLowerCase();
  return binaryMediaTypes.some((pattern) => {
    const [main, sub] = pattern.toLowerCase().split('/');
    const [typeMain, typeSub] = type.split('/');
    return (main === '*' || main === typeMain) && (sub === '*' || sub === typeSub);
  });
};

const pairs = (rawHeaders: string[]): [string, string][] =>
  rawHeaders.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? '']] : [],
  );

/** All values by name; headers that differ in capitals alone are one, under the first spelling. */
const collect = (entries: [string, string][], ignoreCase: boolean): Record<string, string[]> => {
  const collected = new Map<string, [shown: string, values: string[]]>();
  for (const [name, value] of entries) {
    const key = ignoreCase ? name.toLowerCase() : name;
    const known = collected.get(key);
    if (known) known[1].push(value);
    else collected.set(key, [name, [value]]);
  }
  // Made in one go: names are the caller's, `__proto__` and `constructor` among them.
  return Object.fromEntries(collected.values());
};

const last = (values: Record<string, string[]>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, list]) => [name, list.at(-1)!]));

const orNull = <T extends object>(values: T): T | null =>
  Object.keys(values).length === 0 ? null : values;

const findHeader = (headers: Record<string, string[]>, name: string): string | undefined =>
  Object.entries(headers)
    .find(([key]) => key.toLowerCase() === name)?.[1]
    .at(-1);

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `09/Apr/2015:12:34:56 +0000` */
const commonLogTime = (date: Date): string => {
  const [day, time] = [
    String(date.getUTCDate()).padStart(2, '0'),
    date.toISOString().slice(11, 19),
  ];
  return `${day}/${months[date.getUTCMonth()]}/${date.getUTCFullYear()}:${time} +0000`;
};
