import type { ContainerRequest } from '@ngwaf/contracts';

import { inParts, scoreInParts } from './score-in-parts.ts';

describe('inParts', () => {
  it.each([
    ['one instance', ['a'], 10, [['a']]],
    ['as many as fit', ['aa', 'bb', 'cc'], 10, [['aa', 'bb'], ['cc']]],
    ['one that is larger by itself', ['a'.repeat(20), 'b'], 10, [['a'.repeat(20)], ['b']]],
  ])('keeps together %s', (_case, instances, maxBytes, parts) => {
    expect(inParts(instances, maxBytes)).toEqual(parts);
  });
});

describe('scoreInParts', () => {
  const score = async ({ instances }: ContainerRequest) => ({
    predictions: instances.map((instance) => Number(instance) / 10),
    ...{ model: 'job-1', threshold: 0.5 },
  });

  it('answers in the order of the instances', async () => {
    const answers = await scoreInParts(score, ['1', '2', '3'], 8);

    expect(answers.map(({ predictions }) => predictions)).toEqual([[0.1, 0.2], [0.3]]);
  });

  it('fails where a part of it does', async () => {
    const failing = (request: ContainerRequest) =>
      request.instances.includes('3') ? Promise.reject(new Error('no')) : score(request);

    await expect(scoreInParts(failing, ['1', '2', '3'], 8)).rejects.toThrow('no');
  });
});
