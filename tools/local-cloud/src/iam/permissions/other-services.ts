import { arnOf, list, text, type Input, type Permission, type Place } from './permission.ts';

/** The resource that an operation concerns, by service; without one it is `*`. */
type ResourceOf = (operation: string, input: Input, place: Place) => string | undefined;

const lastSegment = (url: string): string => url.split('/').at(-1) ?? '';

/** A log group's operations are checked against its streams' ARNs, the stream's name empty. */
const logs: ResourceOf = (_operation, input, place) => {
  const group = text(input, 'logGroupName') || text(input, 'logGroupIdentifier');
  const [given = ''] = [text(input, 'resourceArn'), text(input, 'destinationArn')].filter(Boolean);
  if (given !== '') return given;
  const stream = text(input, 'logStreamName');
  return arnOf(place, 'logs', `log-group:${group}:log-stream:${stream}`);
};

const sqs: ResourceOf = (_operation, input, place) => {
  const name = lastSegment(text(input, 'QueueUrl')) || text(input, 'QueueName');
  return name === '' ? undefined : arnOf(place, 'sqs', name);
};

const ssm: ResourceOf = (operation, input, place) => {
  const tagged = text(input, 'ResourceType') === 'Parameter' ? text(input, 'ResourceId') : '';
  const name = text(input, 'Name') || text(input, 'Path') || tagged;
  if (!(operation.includes('Parameter') || tagged) || name === '') return undefined;
  return arnOf(place, 'ssm', `parameter/${name.replace(/^\//, '')}`);
};

const kms: ResourceOf = (_operation, input, place) => {
  const key = text(input, 'KeyId');
  if (key === '') return undefined;
  return arnOf(place, 'kms', key.startsWith('alias/') ? key : `key/${key}`);
};

const events: ResourceOf = (operation, input, place) => {
  const bus = text(input, 'EventBusName').split('/').at(-1) ?? '';
  const name = text(input, 'Name') || text(input, 'Rule');
  const given = text(input, 'ResourceARN');
  if (given !== '') return given;
  if (/EventBus|Permission$/.test(operation)) {
    return arnOf(place, 'events', `event-bus/${bus || name.split('/').at(-1) || 'default'}`);
  }
  const path = bus === '' || bus === 'default' ? name : `${bus}/${name}`;
  return name === '' ? undefined : arnOf(place, 'events', `rule/${path}`);
};

/** The buses that events are put to, each once. */
const putEvents = (input: Input, place: Place): Permission[] => {
  const buses = (list(input, 'Entries') as Input[]).map(
    (entry) => text(entry, 'EventBusName').split('/').at(-1) || 'default',
  );
  return [...new Set(buses)].map((bus) => ({
    action: 'events:PutEvents',
    resource: arnOf(place, 'events', `event-bus/${bus}`),
  }));
};

const ecr: ResourceOf = (_operation, input, place) => {
  const [listed] = list(input, 'repositoryNames');
  const name = text(input, 'repositoryName') || (typeof listed === 'string' ? listed : '');
  const given = text(input, 'resourceArn');
  return given || (name === '' ? undefined : arnOf(place, 'ecr', `repository/${name}`));
};

const sns: ResourceOf = (_operation, input, place) => {
  const name = text(input, 'Name');
  const given = text(input, 'TopicArn') || text(input, 'TargetArn') || text(input, 'ResourceArn');
  return given || (name === '' ? undefined : arnOf(place, 'sns', name));
};

const cloudWatch: ResourceOf = (operation, input, place) => {
  // By name or not: what is read is checked as the list of them all.
  if (operation === 'DescribeAlarms') return arnOf(place, 'cloudwatch', 'alarm:*');
  const dashboard = text(input, 'DashboardName') || text(input, 'DashboardNames.member.1');
  // Dashboards are of all regions.
  if (dashboard !== '') return `arn:aws:cloudwatch::${place.accountId}:dashboard/${dashboard}`;
  const name = text(input, 'AlarmName') || text(input, 'AlarmNames.member.1');
  const given = text(input, 'ResourceARN');
  return given || (name === '' ? undefined : arnOf(place, 'cloudwatch', `alarm:${name}`));
};

/** IAM is the same in all regions, so that its ARNs have none. */
const iam: ResourceOf = (_operation, input, { accountId }) => {
  const role = text(input, 'RoleName');
  const policy = text(input, 'PolicyArn');
  return role === '' ? policy || undefined : `arn:aws:iam::${accountId}:role/${role}`;
};

const sts: ResourceOf = (_operation, input) => text(input, 'RoleArn') || undefined;

const secrets: ResourceOf = (_operation, input, place) => {
  const name = text(input, 'SecretId') || text(input, 'Name');
  return name === '' ? undefined : arnOf(place, 'secretsmanager', `secret:${name}`);
};

/** A target's ARN has an id of AWS's making; here it is the resource that scales. */
const autoScaling: ResourceOf = (_operation, input, place) => {
  const id = text(input, 'ResourceId');
  return id === '' ? undefined : arnOf(place, 'application-autoscaling', `scalable-target/${id}`);
};

const RESOURCES: Record<string, ResourceOf> = {
  logs,
  sqs,
  ssm,
  kms,
  events,
  ecr,
  sns,
  iam,
  sts,
  cloudwatch: cloudWatch,
  secretsmanager: secrets,
  'application-autoscaling': autoScaling,
};

/** Signing names that are not IAM's prefixes. */
const PREFIXES: Record<string, string> = { monitoring: 'cloudwatch', email: 'ses' };

/** Operations for several messages need what the operation for one needs. */
const BATCHES: Record<string, string> = {
  SendMessageBatch: 'SendMessage',
  DeleteMessageBatch: 'DeleteMessage',
  ChangeMessageVisibilityBatch: 'ChangeMessageVisibility',
  PublishBatch: 'Publish',
};

/** What an operation needs of any service whose actions are named after its operations. */
export const namedOperationPermissions = (
  signingName: string,
  operation: string,
  input: Input,
  place: Place,
): Permission[] => {
  const service = PREFIXES[signingName] ?? signingName;
  // Everybody may ask who they are.
  if (service === 'sts' && operation === 'GetCallerIdentity') return [];
  if (service === 'events' && operation === 'PutEvents') return putEvents(input, place);
  const resource = RESOURCES[service]?.(operation, input, place) ?? '*';
  const action = `${service}:${BATCHES[operation] ?? operation}`;
  const namespace = text(input, 'Namespace');
  if (operation === 'GetParameters') {
    const names = list(input, 'Names') as string[];
    return names.map((Name) => ({ action, resource: ssm(operation, { Name }, place) ?? '*' }));
  }
  const boundary = text(input, 'PermissionsBoundary');
  if (service === 'iam' && boundary !== '') {
    return [{ action, resource, context: { 'iam:PermissionsBoundary': boundary } }];
  }
  const scaled = text(input, 'ServiceNamespace');
  if (service === 'application-autoscaling' && scaled !== '') {
    return [{ action, resource, context: { 'application-autoscaling:service-namespace': scaled } }];
  }
  if (operation === 'PutMetricData' && namespace !== '') {
    return [{ action, resource, context: { 'cloudwatch:namespace': namespace } }];
  }
  return [{ action, resource }];
};

/** API Gateway's actions are HTTP's methods, its resources the paths of its own API. */
export const apiGatewayPermissions = (method: string, url: URL, place: Place): Permission[] => [
  {
    action: `apigateway:${method}`,
    resource: `arn:aws:apigateway:${place.region}::${url.pathname}`,
  },
];

const SCHEDULE_ACTIONS: Record<string, string> = {
  GET: 'GetSchedule',
  POST: 'CreateSchedule',
  PUT: 'UpdateSchedule',
  DELETE: 'DeleteSchedule',
};

/** What a service's REST API needs, as far as its path tells. */
export const restPermissions = (
  service: string,
  method: string,
  url: URL,
  place: Place,
): Permission[] => {
  const schedule = /^\/schedules\/([^/]+)$/.exec(url.pathname)?.[1];
  const action = SCHEDULE_ACTIONS[method];
  if (service === 'scheduler' && schedule !== undefined && action !== undefined) {
    const group = url.searchParams.get('groupName') ?? 'default';
    const resource = arnOf(place, 'scheduler', `schedule/${group}/${schedule}`);
    return [{ action: `scheduler:${action}`, resource }];
  }
  return [unknownRestPermission(service, method, url)];
};

const unknownRestPermission = (service: string, method: string, url: URL): Permission => ({
  action: `${PREFIXES[service] ?? service}:${method}${url.pathname}`,
  resource: '*',
});
