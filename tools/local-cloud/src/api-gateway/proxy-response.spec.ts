import { readProxyResponse } from './proxy-response.ts';

const read = (value: unknown, accept = '', types: string[] = []) =>
  readProxyResponse(JSON.stringify(value), accept, types);

describe('readProxyResponse', () => {
  it('takes status, headers and body', () => {
    expect(read({ statusCode: '201', headers: { 'X-N': 5 }, body: 'é' })).toEqual({
      status: 201,
      headers: { 'content-type': 'application/json', 'x-n': '5' },
      body: Buffer.from('é'),
    });
  });

  it('lets several values win over one, and drops headers of the connection', () => {
    const answer = read({
      statusCode: 200,
      headers: { 'Set-Cookie': 'a', Connection: 'close', 'Content-Length': '9' },
      multiValueHeaders: { 'set-cookie': ['b', 'c'] },
    });

    expect(answer?.headers).toEqual({
      'content-type': 'application/json',
      'set-cookie': ['b', 'c'],
    });
  });

  it.each([
    ['asked for', 'image/png', [0, 255]],
    ['not asked for', 'text/html', [65, 80, 56, 61]],
  ])('decodes base64 where a binary type is %s', (_, accept, bytes) => {
    const answer = read({ statusCode: 200, body: 'AP8=', isBase64Encoded: true }, accept, [
      'image/png',
    ]);

    expect([...answer!.body]).toEqual(bytes);
  });

  it.each([
    ['null', null],
    ['text', 'ok'],
    ['no status', { body: 'x' }],
    ['a status that is none', { statusCode: 'OK' }],
    ['a body that is no text', { statusCode: 200, body: { a: 1 } }],
    ['headers that are no object', { statusCode: 200, headers: 'x' }],
  ])('finds %s malformed', (_, value) => {
    expect(read(value)).toBeUndefined();
  });
});
