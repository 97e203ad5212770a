import { AwsError } from '../context.ts';
import type { MotoClient } from '../gateway/moto-client.ts';
import { createRestApis } from './rest-apis.ts';

const apisOf = (rest: jest.Mock) => createRestApis({ rest } as unknown as MotoClient);

describe('findStage', () => {
  it('asks again after a failure', async () => {
    const rest = jest.fn().mockRejectedValue(new Error('connect ECONNREFUSED'));
    const apis = apisOf(rest);

    await expect(apis.findStage('a', 'dev')).rejects.toThrow('ECONNREFUSED');
    rest.mockRejectedValue(new AwsError('NotFoundException', 'no', 404));

    expect(await apis.findStage('a', 'dev')).toBeUndefined();
  });

  it('does not remember a stage that is not there', async () => {
    const rest = jest.fn().mockRejectedValue(new AwsError('NotFoundException', 'no', 404));
    const apis = apisOf(rest);

    await apis.findStage('a', 'made-up');
    await apis.findStage('a', 'made-up');

    expect(rest).toHaveBeenCalledTimes(2);
  });
});
