import type { Endpoint } from './gateway.ts';

/** `GET /_local/health`: what runs, as JSON. Answers 200 once everything is ready. */
export const createHealthEndpoint =
  (describe: () => object): Endpoint =>
  (_, outgoing, url) => {
    if (url.pathname !== '/_local/health') return undefined;
    const body = JSON.stringify(describe());
    outgoing.writeHead(200, { 'content-type': 'application/json' }).end(`${body}\n`);
    return Promise.resolve();
  };
