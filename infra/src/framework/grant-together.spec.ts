import type { Statement } from '../constructs/role.ts';
import { grantTogether } from './grant-together.ts';

const condition = [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['true'] }];

it('makes one statement of those that differ in their resources alone', () => {
  const given: Statement[] = [];

  grantTogether({ addToRolePolicy: (statement) => given.push(statement) }, (grantee) => {
    for (const name of ['a', 'b']) {
      grantee.addToRolePolicy({ actions: ['s3:GetObject'], resources: [`${name}/*`, 'shared'] });
      grantee.addToRolePolicy({ actions: ['s3:ListBucket'], resources: [name], condition });
      grantee.addToRolePolicy({ actions: ['s3:ListBucket'], resources: [name] });
    }
  });

  expect(given).toEqual([
    { actions: ['s3:GetObject'], resources: ['a/*', 'shared', 'b/*'] },
    { actions: ['s3:ListBucket'], resources: ['a', 'b'], condition },
    { actions: ['s3:ListBucket'], resources: ['a', 'b'] },
  ]);
});
