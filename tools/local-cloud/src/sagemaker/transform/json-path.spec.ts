import { parseSelection } from './json-path.ts';

const record = { id: 'u1', features: { age: 3, visits: [1, 2, 3] } };

describe('parseSelection', () => {
  it.each([
    ['$', record],
    ['$.id', 'u1'],
    ['$.features.age', 3],
    ["$['id','features']", record],
    ["$['id']", 'u1'],
    ['$.features.visits[0]', 1],
    ['$.features.visits[-1]', 3],
    ['$.features.visits[1:]', [2, 3]],
    ['$.features.visits[:-1]', [1, 2]],
    ['$.missing.member', undefined],
  ])('%s picks', (path, expected) => {
    expect(parseSelection(path)!(record)).toEqual(expected);
  });

  it.each(['id', '$..id', '$[?(@.a)]', '$.', "$['a'"])('refuses %s', (path) => {
    expect(parseSelection(path)).toBeUndefined();
  });
});
