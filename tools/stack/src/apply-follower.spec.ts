import { createApplyFollower, type ApplyProgress } from './apply-follower.ts';

const hook = (type: string, addr: string, action = 'create') =>
  JSON.stringify({ '@level': 'info', '@message': '', type, hook: { resource: { addr }, action } });

describe('createApplyFollower', () => {
  it('counts what is done of all changes and names what is being worked on', () => {
    const seen: ApplyProgress[] = [];
    const follower = createApplyFollower((progress) => seen.push(progress));
    const changes = { add: 2, change: 1, remove: 0 };

    follower.onLine(
      JSON.stringify({ '@level': 'info', '@message': 'Plan', type: 'change_summary', changes }),
    );
    follower.onLine(hook('apply_start', 'aws_s3_bucket.data'));
    follower.onLine(hook('apply_start', 'aws_iam_role.notebook'));
    follower.onLine(hook('apply_complete', 'aws_s3_bucket.data'));
    follower.onLine(hook('apply_complete', 'data.aws_iam_policy_document.role', 'read'));

    expect(seen.at(-1)).toEqual({ done: 1, total: 3, running: ['aws_iam_role.notebook'] });
  });

  it('keeps the errors that Terraform reports', () => {
    const follower = createApplyFollower(() => undefined);

    follower.onLine(
      JSON.stringify({
        '@level': 'error',
        '@message': 'Error: x',
        type: 'diagnostic',
        diagnostic: { summary: 'creating bucket', detail: 'AccessDenied' },
      }),
    );

    expect(follower.errors).toEqual(['creating bucket\nAccessDenied']);
  });

  it('passes over lines that are not messages', () => {
    const follower = createApplyFollower(() => {
      throw new Error('no progress expected');
    });

    expect(() => {
      follower.onLine('Terraform v1.11.4');
      follower.onLine('{"unknown": true}');
    }).not.toThrow();
  });
});
