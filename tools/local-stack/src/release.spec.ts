import { localApiUrl } from './release.ts';

describe('localApiUrl', () => {
  it("turns AWS's address of a stage into the local cloud's", () => {
    const url = localApiUrl('https://a1b2c3.execute-api.us-east-1.amazonaws.com/v1', {
      port: 4566,
    });

    expect(url).toBe('http://127.0.0.1:4566/restapis/a1b2c3/v1/_user_request_');
  });
});
