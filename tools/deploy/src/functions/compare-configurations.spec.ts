import { compareConfigurations, describeDifference } from './compare-configurations.ts';

const version = { CodeSha256: 'a', MemorySize: 128, Timeout: 3 };

it.each([
  ['code', { CodeSha256: 'b' }, 'code'],
  ['a setting', { MemorySize: 256 }, 'MemorySize'],
  ['a variable', { Environment: { Variables: { A: '1' } } }, 'Environment'],
  ['everything', { CodeSha256: 'b', MemorySize: 256, Timeout: 9 }, 'code, MemorySize and Timeout'],
  ['what is empty here and absent there', { Layers: [], VpcConfig: { SubnetIds: [] } }, 'nothing'],
  ['what each version has for itself', { Version: '7', Description: 'x' }, 'nothing'],
])('tells %s', (_case, change, text) => {
  expect(describeDifference(compareConfigurations(version, { ...version, ...change }))).toBe(text);
});

it('knows no order of variables', () => {
  const one = { Environment: { Variables: { A: '1', B: '2' } } };
  const other = { Environment: { Variables: { B: '2', A: '1' } } };

  expect(compareConfigurations(one, other).settings).toEqual([]);
});
