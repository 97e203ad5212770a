import { contractOf } from './images.ts';

describe('contractOf', () => {
  it.each([
    [
      '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.2-1-cpu-py3',
      'script-mode',
    ],
    ['1.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-xgboost:1.7-1', undefined],
    ['sagemaker-scikit-learn', undefined],
    [`1.dkr.ecr.eu-west-1.amazonaws.com/ngwaf-dev-random-forest:4f2a`, 'random-forest'],
    [
      `1.dkr.ecr.eu-west-1.amazonaws.com/ngwaf-dev-random-forest@sha256:${'0a'.repeat(32)}`,
      'random-forest',
    ],
    ['1.dkr.ecr.eu-west-1.amazonaws.com/ngwaf-dev-random-forest', 'random-forest'],
    ['1.dkr.ecr.eu-west-1.amazonaws.com/ngwaf-dev-random-forest-2:1', undefined],
    ['1.dkr.ecr.eu-west-1.amazonaws.com/ngwaf-dev-random-forest@sha256:0a', undefined],
  ])('of %s is %s', (image, expected) => {
    expect(contractOf(image)).toBe(expected);
  });
});
