import { mapMlRoot } from './ml-root.ts';

describe('mapMlRoot', () => {
  it.each([
    ['/opt/ml/model/code', '/root/model/code'],
    ['file:///opt/ml/model', '/root/model'],
    ['/opt/ml', '/root'],
    ['/opt/mlx', '/opt/mlx'],
    ['s3://bucket/opt/ml', 's3://bucket/opt/ml'],
    ['0.5', '0.5'],
  ])('makes of %s %s', (path, expected) => {
    expect(mapMlRoot(path, '/root')).toBe(expected);
  });
});
