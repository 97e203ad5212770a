import { parsePolicy, type UsedPermission } from '@ngwaf/tool-local-cloud/iam';
import { reportPermissions, type RoleUnderTest } from './permission-report.ts';

const arn = 'arn:aws:iam::123456789012:role/ngwaf-dev-reader';
const BUCKET = 'arn:aws:s3:::data';
const read = { Effect: 'Allow', Action: ['s3:GetObject'], Resource: [`${BUCKET}/a/*`] };
const list = { Effect: 'Allow', Action: 's3:ListBucket', Resource: BUCKET };
const trace = { Effect: 'Allow', Action: 'xray:PutTraceSegments', Resource: '*' };

const reader = (...statements: object[]): RoleUnderTest => ({
  name: 'reader',
  arn,
  isFunction: true,
  statements: parsePolicy(JSON.stringify({ Statement: statements })),
});
const use = (action: string, resource: string): UsedPermission => ({
  ...{ action, resource, roleArn: arn, principal: 'function:reader' },
  ...{ allowed: 1, denied: 0 },
});
const uses = [use('s3:GetObject', `${BUCKET}/a/1`), use('s3:ListBucket', BUCKET)];
const traces = {
  roles: 'functions',
  actions: ['xray:PutTraceSegments'],
  reason: 'no X-Ray here',
  see: 'https://docs.aws.amazon.com/',
};

describe('the report on permissions', () => {
  it('has nothing to say of a role that may do what it does', () => {
    expect(reportPermissions([reader(read, list, trace)], uses, [traces])).toEqual({
      unused: [],
      missing: [],
      staleExemptions: [],
    });
  });

  it('finds a grant that was added', () => {
    const wider = { ...read, Action: ['s3:GetObject', 's3:DeleteObject'] };

    expect(reportPermissions([reader(wider, list)], uses, []).unused).toEqual([
      'reader: s3:DeleteObject on arn:aws:s3:::data/a/*',
    ]);
  });

  it('finds a resource that was added', () => {
    const wider = { ...read, Resource: [`${BUCKET}/a/*`, `${BUCKET}/b/*`] };

    expect(reportPermissions([reader(wider, list)], uses, []).unused).toEqual([
      'reader: s3:GetObject on arn:aws:s3:::data/b/*',
    ]);
  });

  it('finds a grant that was taken away', () => {
    expect(reportPermissions([reader(read)], uses, []).missing).toEqual([
      'reader: s3:ListBucket on arn:aws:s3:::data',
    ]);
  });

  it('finds an exemption that nothing needs', () => {
    expect(reportPermissions([reader(read, list)], uses, [traces]).staleExemptions).toEqual([
      'functions: xray:PutTraceSegments',
    ]);
  });

  it('does not mind what is refused on purpose', () => {
    const listing = { ...traces, actions: ['s3:ListBucket'] };

    expect(reportPermissions([reader(read)], uses, [], [listing])).toEqual({
      unused: [],
      missing: [],
      staleExemptions: [],
    });
  });

  it('keeps roles apart', () => {
    const other = { ...reader(list), name: 'other', arn: `${arn}-other` };

    expect(reportPermissions([reader(read, list), other], uses, []).unused).toEqual([
      'other: s3:ListBucket on arn:aws:s3:::data',
    ]);
  });
});
