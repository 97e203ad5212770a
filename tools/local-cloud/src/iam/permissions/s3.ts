import type { IncomingHttpHeaders } from 'node:http';

import type { Permission } from './permission.ts';

/** What of a request to S3 says what it needs; bodies do so for deletions of many objects alone. */
export interface S3Request {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  /** Read for deletions of many objects only. */
  body(): Promise<Buffer>;
}

/** What a request to S3 in path style needs. */
export const s3Permissions = async (request: S3Request): Promise<Permission[]> => {
  const { method, url } = request;
  const [, bucket = '', key = ''] = /^\/([^/]*)(?:\/(.*))?$/.exec(url.pathname) ?? [];
  if (bucket === '') return [{ action: 's3:ListAllMyBuckets', resource: '*' }];
  const bucketArn = `arn:aws:s3:::${bucket}`;
  if (key !== '') {
    const resource = `${bucketArn}/${decode(key)}`;
    const actions = objectActions(method, url.searchParams, request.headers);
    return [...copySource(request), ...actions.map((action) => ({ action, resource }))];
  }
  if (method === 'POST' && url.searchParams.has('delete')) {
    return deletions(bucketArn, (await request.body()).toString('utf8'));
  }
  return [bucketPermission(method, url.searchParams, bucketArn)];
};

const OBJECT_SUBRESOURCES: Record<string, string> = {
  acl: 'ObjectAcl',
  tagging: 'ObjectTagging',
  retention: 'ObjectRetention',
  'legal-hold': 'ObjectLegalHold',
};

const objectActions = (
  method: string,
  query: URLSearchParams,
  headers: IncomingHttpHeaders,
): string[] => {
  const verb = { PUT: 'Put', DELETE: 'Delete' }[method] ?? 'Get';
  const subresource = Object.keys(OBJECT_SUBRESOURCES).find((name) => query.has(name));
  if (subresource) return [`s3:${verb}${OBJECT_SUBRESOURCES[subresource]}`];
  if (method === 'DELETE' && query.has('uploadId')) return ['s3:AbortMultipartUpload'];
  if (method === 'GET' && query.has('uploadId')) return ['s3:ListMultipartUploadParts'];
  if (method === 'POST' && query.has('restore')) return ['s3:RestoreObject'];
  if (method === 'PUT' || method === 'POST') {
    return [
      's3:PutObject',
      ...(headers['x-amz-tagging'] === undefined ? [] : ['s3:PutObjectTagging']),
      ...(headers['x-amz-acl'] === undefined ? [] : ['s3:PutObjectAcl']),
    ];
  }
  return [`s3:${verb}Object${query.has('versionId') ? 'Version' : ''}`];
};

/** A copy reads its source. */
const copySource = ({ headers }: S3Request): Permission[] => {
  const source = headers['x-amz-copy-source'];
  if (typeof source !== 'string') return [];
  const [path = '', query = ''] = source.replace(/^\//, '').split('?');
  const action = query.startsWith('versionId=') ? 's3:GetObjectVersion' : 's3:GetObject';
  return [{ action, resource: `arn:aws:s3:::${decode(path)}` }];
};

const deletions = (bucketArn: string, xml: string): Permission[] =>
  [...xml.matchAll(/<Object>(.*?)<\/Object>/gs)].map(([, entry = '']) => ({
    action: entry.includes('<VersionId>') ? 's3:DeleteObjectVersion' : 's3:DeleteObject',
    resource: `${bucketArn}/${unescapeXml(/<Key>(.*?)<\/Key>/s.exec(entry)?.[1] ?? '')}`,
  }));

/** Bucket settings whose actions are not named after their query parameter. */
const BUCKET_SETTINGS: Record<string, string> = {
  accelerate: 'AccelerateConfiguration',
  acl: 'BucketAcl',
  cors: 'BucketCORS',
  encryption: 'EncryptionConfiguration',
  lifecycle: 'LifecycleConfiguration',
  location: 'BucketLocation',
  logging: 'BucketLogging',
  notification: 'BucketNotification',
  'object-lock': 'BucketObjectLockConfiguration',
  ownershipControls: 'BucketOwnershipControls',
  policy: 'BucketPolicy',
  policyStatus: 'BucketPolicyStatus',
  publicAccessBlock: 'BucketPublicAccessBlock',
  replication: 'ReplicationConfiguration',
  requestPayment: 'BucketRequestPayment',
  tagging: 'BucketTagging',
  versioning: 'BucketVersioning',
  website: 'BucketWebsite',
};

const bucketPermission = (method: string, query: URLSearchParams, resource: string): Permission => {
  const setting = Object.keys(BUCKET_SETTINGS).find((name) => query.has(name));
  if (setting) {
    // Removing a setting is putting it, but for policies and websites.
    const deletes = method === 'DELETE' && ['policy', 'website'].includes(setting);
    const verb = deletes ? 'Delete' : method === 'GET' ? 'Get' : 'Put';
    return { action: `s3:${verb}${BUCKET_SETTINGS[setting]}`, resource };
  }
  if (method === 'PUT') return { action: 's3:CreateBucket', resource };
  if (method === 'DELETE') return { action: 's3:DeleteBucket', resource };
  if (query.has('versions')) return { action: 's3:ListBucketVersions', resource };
  if (query.has('uploads')) return { action: 's3:ListBucketMultipartUploads', resource };
  const prefix = query.get('prefix');
  return {
    action: 's3:ListBucket',
    resource,
    ...(prefix !== null && { context: { 's3:prefix': prefix } }),
  };
};

/** Keys are compared as they are called, whatever the path spells. */
const decode = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};

const unescapeXml = (escaped: string): string =>
  escaped
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
