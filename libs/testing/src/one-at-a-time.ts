import type { MiddlewareStack } from '@smithy/types';

/**
 * Has a client send its requests one after the other, each when the one before was answered.
 *
 * DynamoDB makes each request atomic; moto handles requests in threads without locks, so that
 * simultaneous ones see each other half done. Calls that consist of several requests still mingle.
 */
export const oneAtATime = <
  Client extends {
    middlewareStack: Pick<MiddlewareStack<never, object>, 'add'>;
  },
>(
  client: Client,
): Client => {
  let last: Promise<unknown> = Promise.resolve();
  client.middlewareStack.add(
    (next) => (args) => {
      const answer = last.then(() => next(args));
      last = answer.catch(() => undefined);
      return answer;
    },
    { step: 'deserialize', name: 'oneAtATime' },
  );
  return client;
};
