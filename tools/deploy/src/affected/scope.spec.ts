import type { Checkout } from './git.ts';
import { decideScope } from './scope.ts';

const live = 'a'.repeat(40);
const release = { commit: live, deployed_at: '2026-01-01T00:00:00.000Z', by: 'somebody' };
const checkout = (fields: Partial<Checkout>): Checkout => ({
  head: 'b'.repeat(40),
  isDirty: false,
  isShallow: false,
  has: () => true,
  contains: () => true,
  ...fields,
});

it('is what changed since the commit that is live', () => {
  expect(decideScope(release, checkout({}))).toEqual({
    base: live,
    why: 'what changed since aaaaaaaa, live since 2026-01-01T00:00:00.000Z by somebody',
  });
});

it.each<[string, typeof release | undefined, Partial<Checkout>, string]>([
  ['before the first release', undefined, {}, 'nothing has been released here yet'],
  [
    'after a release that nobody pushed',
    release,
    { has: () => false },
    'does not know that commit',
  ],
  ['in a shallow clone', release, { has: () => false, isShallow: true }, 'fetch-depth: 0'],
  [
    'when going back in history, where Nx would find nothing',
    release,
    { contains: () => false },
    'HEAD does not contain it',
  ],
])('is everything %s', (_case, found, fields, why) => {
  const scope = decideScope(found, checkout(fields));

  expect(scope.base).toBeUndefined();
  expect(scope.why).toMatch(/^everything: /);
  expect(scope.why).toContain(why);
});
