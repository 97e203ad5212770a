import { arnOf, text, type Input, type Permission, type Place } from './permission.ts';

/** Operations by method and by what follows `/functions/<name>`. */
const OPERATIONS: readonly [method: string, rest: RegExp, action: string][] = [
  ['POST', /^\/invocations$/, 'InvokeFunction'],
  ['GET', /^$/, 'GetFunction'],
  ['DELETE', /^$/, 'DeleteFunction'],
  ['GET', /^\/configuration$/, 'GetFunctionConfiguration'],
  ['PUT', /^\/configuration$/, 'UpdateFunctionConfiguration'],
  ['PUT', /^\/code$/, 'UpdateFunctionCode'],
  ['GET', /^\/versions$/, 'ListVersionsByFunction'],
  ['POST', /^\/versions$/, 'PublishVersion'],
  ['GET', /^\/aliases$/, 'ListAliases'],
  ['POST', /^\/aliases$/, 'CreateAlias'],
  ['GET', /^\/aliases\/[^/]+$/, 'GetAlias'],
  ['PUT', /^\/aliases\/[^/]+$/, 'UpdateAlias'],
  ['DELETE', /^\/aliases\/[^/]+$/, 'DeleteAlias'],
  ['GET', /^\/policy$/, 'GetPolicy'],
  ['POST', /^\/policy$/, 'AddPermission'],
  ['DELETE', /^\/policy\/[^/]+$/, 'RemovePermission'],
  ['GET', /^\/concurrency$/, 'GetFunctionConcurrency'],
  ['PUT', /^\/concurrency$/, 'PutFunctionConcurrency'],
  ['DELETE', /^\/concurrency$/, 'DeleteFunctionConcurrency'],
  ['GET', /^\/code-signing-config$/, 'GetFunctionCodeSigningConfig'],
  ['GET', /^\/event-invoke-config$/, 'GetFunctionEventInvokeConfig'],
  ['PUT', /^\/event-invoke-config$/, 'PutFunctionEventInvokeConfig'],
  ['POST', /^\/event-invoke-config$/, 'UpdateFunctionEventInvokeConfig'],
  ['DELETE', /^\/event-invoke-config$/, 'DeleteFunctionEventInvokeConfig'],
  ['GET', /^\/recursion-config$/, 'GetFunctionRecursionConfig'],
  ['PUT', /^\/recursion-config$/, 'PutFunctionRecursionConfig'],
];

const TAG_ACTIONS: Record<string, string> = {
  GET: 'ListTags',
  POST: 'TagResource',
  DELETE: 'UntagResource',
};

/** What a request to Lambda needs. The body is read where a function is created. */
export const lambdaPermissions = async (
  method: string,
  url: URL,
  json: () => Promise<Input>,
  place: Place,
): Promise<Permission[]> => {
  const path = decodeURIComponent(url.pathname);
  const tagged = /^\/20\d\d-\d\d-\d\d\/tags\/(.+)$/.exec(path)?.[1];
  if (tagged) return [{ action: `lambda:${TAG_ACTIONS[method] ?? method}`, resource: tagged }];
  const mapping = /^\/2015-03-31\/event-source-mappings(?:\/([^/]*))?$/.exec(path);
  if (mapping) return [await mappingPermission(method, mapping[1] ?? '', json, place)];
  const [, name, rest = ''] =
    /^\/20\d\d-\d\d-\d\d\/functions(?:\/([^/]+)(\/.*)?)?\/?$/.exec(path) ?? [];
  if (name === undefined) {
    if (method !== 'POST') return [{ action: 'lambda:ListFunctions', resource: '*' }];
    const input = await json();
    const resource = functionArn(text(input, 'FunctionName'), null, place);
    const context = { 'iam:PassedToService': 'lambda.amazonaws.com' };
    return [
      { action: 'lambda:CreateFunction', resource },
      { action: 'iam:PassRole', resource: text(input, 'Role'), context },
    ];
  }
  const known = OPERATIONS.find(([verb, pattern]) => verb === method && pattern.test(rest));
  const action = `lambda:${known?.[2] ?? `${method}${rest}`}`;
  // Only calls are allowed by version or alias; everything else concerns the function.
  const qualifier = action === 'lambda:InvokeFunction' ? url.searchParams.get('Qualifier') : null;
  return [{ action, resource: functionArn(name, qualifier, place) }];
};

const MAPPING_ACTIONS: Record<string, string> = {
  GET: 'GetEventSourceMapping',
  PUT: 'UpdateEventSourceMapping',
  DELETE: 'DeleteEventSourceMapping',
};

/** Creating and listing know no resource; a policy limits them by the key `lambda:FunctionArn`. */
const mappingPermission = async (
  method: string,
  uuid: string,
  json: () => Promise<Input>,
  place: Place,
): Promise<Permission> => {
  if (uuid !== '') {
    const resource = arnOf(place, 'lambda', `event-source-mapping:${uuid}`);
    return { action: `lambda:${MAPPING_ACTIONS[method] ?? method}`, resource };
  }
  if (method !== 'POST') return { action: 'lambda:ListEventSourceMappings', resource: '*' };
  const target = functionArn(text(await json(), 'FunctionName'), null, place);
  const context = { 'lambda:FunctionArn': target };
  return { action: 'lambda:CreateEventSourceMapping', resource: '*', context };
};

const functionArn = (name: string, qualifier: string | null, place: Place): string => {
  const [, short = name] = /^(?:\d{12}:)?(?:function:)?([^:]+(?::[^:]+)?)$/.exec(name) ?? [];
  const arn = name.startsWith('arn:') ? name : arnOf(place, 'lambda', `function:${short}`);
  return qualifier === null ? arn : `${arn}:${qualifier}`;
};
