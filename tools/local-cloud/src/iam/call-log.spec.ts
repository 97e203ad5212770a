import type { IncomingMessage, ServerResponse } from 'node:http';

import { createCallLog, type CallLog } from './call-log.ts';

/** What an endpoint of the call log answers. */
const ask = (log: CallLog, path: string): { status: number; body: unknown } => {
  let status = 0;
  let text = '';
  const outgoing = {
    writeHead(code: number) {
      status = code;
      return this;
    },
    end(chunk: string) {
      text = chunk;
    },
  };
  void log.endpoint(
    {} as IncomingMessage,
    outgoing as unknown as ServerResponse,
    new URL(path, 'http://localhost'),
  );
  return { status, body: JSON.parse(text) };
};

const get = (resource: string) => ({ action: 's3:GetObject', resource });
const serving = { name: 'function:serving', roleArn: 'arn:aws:iam::123456789012:role/serving' };

describe('the call log', () => {
  it('keeps the actions of a request together', () => {
    const log = createCallLog();

    log.record(
      { name: 'user' },
      [get('a'), get('b'), { action: 's3:PutObject', resource: 'c' }],
      200,
    );
    log.record(serving, [get('d')], 403);

    expect(ask(log, '/_local/calls').body).toEqual({
      calls: [
        {
          at: expect.any(String) as string,
          request: 1,
          principal: 'user',
          action: 's3:GetObject',
          resources: ['a', 'b'],
          status: 200,
        },
        {
          at: expect.any(String) as string,
          request: 1,
          principal: 'user',
          action: 's3:PutObject',
          resources: ['c'],
          status: 200,
        },
        {
          at: expect.any(String) as string,
          request: 2,
          principal: 'function:serving',
          action: 's3:GetObject',
          resources: ['d'],
          status: 403,
        },
      ],
      notKept: 0,
    });
    expect(ask(log, '/_local/calls?principal=function:serving').body).toMatchObject({
      calls: [{ resources: ['d'] }],
    });
    expect(ask(log, '/_local/calls?since=2999-01-01T00:00:00Z').body).toMatchObject({ calls: [] });
    expect(ask(log, '/_local/calls?since=yesterday')).toEqual({
      status: 400,
      body: { message: 'since must be an ISO 8601 time, got yesterday' },
    });
  });

  it('keeps the newest calls, oldest first, and says how many are gone', () => {
    const log = createCallLog(3);

    for (const resource of ['a', 'b', 'c', 'd', 'e']) log.record(serving, [get(resource)], 200);

    expect(ask(log, '/_local/calls').body).toMatchObject({
      calls: [{ resources: ['c'] }, { resources: ['d'] }, { resources: ['e'] }],
      notKept: 2,
    });
  });

  it('counts what roles used, and nothing of those without one', () => {
    const log = createCallLog();

    log.use({ name: 'user' }, get('a'), true);
    log.use(serving, get('a'), true);
    log.use(serving, get('a'), true);
    log.use(serving, get('b'), false);

    const { roleArn, name: principal } = serving;
    expect(ask(log, '/_local/permissions').body).toEqual({
      permissions: [
        { ...get('a'), roleArn, principal, allowed: 2, denied: 0 },
        { ...get('b'), roleArn, principal, allowed: 0, denied: 1 },
      ],
      notKept: 0,
    });
  });
});
