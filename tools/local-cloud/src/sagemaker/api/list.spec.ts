import { listPage } from './list.ts';

const items = [
  { name: 'Alpha', createdAt: 1, modifiedAt: 9, status: 'InService' },
  { name: 'beta', createdAt: 2, status: 'Failed' },
  { name: 'gamma', createdAt: 2, status: 'InService' },
];
const names = (input: Parameters<typeof listPage>[1]) =>
  listPage(items, input, (item) => item).items.map(({ name }) => name);

describe('listPage', () => {
  it.each([
    [
      'latest first, those of one moment in the reverse of their order',
      {},
      ['gamma', 'beta', 'Alpha'],
    ],
    ['by name', { SortBy: 'Name', SortOrder: 'Ascending' }, ['Alpha', 'beta', 'gamma']],
    ['by status', { SortBy: 'Status', SortOrder: 'Ascending' }, ['beta', 'Alpha', 'gamma']],
    ['by last change', { SortBy: 'LastModifiedTime' }, ['Alpha', 'gamma', 'beta']],
    [
      'those whose name contains a text, in any case',
      { NameContains: 'A' },
      ['gamma', 'beta', 'Alpha'],
    ],
    ['those with a status', { StatusEquals: 'Failed' }, ['beta']],
    ['those made after a moment', { CreationTimeAfter: 1 }, ['gamma', 'beta']],
    ['those changed before a moment', { LastModifiedTimeBefore: 9 }, ['gamma', 'beta']],
  ] as const)('lists %s', (_, input, expected) => {
    expect(names(input)).toEqual(expected);
  });

  it('gives every item once, page by page', () => {
    const first = listPage(items, { MaxResults: 2 }, (item) => item);
    const second = listPage(items, { MaxResults: 2, NextToken: first.NextToken }, (item) => item);

    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual([
      'gamma',
      'beta',
      'Alpha',
    ]);
    expect(second.NextToken).toBeUndefined();
  });

  it('refuses a token that it did not give', () => {
    expect(() => names({ NextToken: 'abc' })).toThrow('Invalid pagination token.');
  });
});
