import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that an operator's receiver took or refused. */
export interface ReceivedWebhook {
  id: string;
  /** Whether the signature is right. */
  isGenuine: boolean;
  status: number;
  data: Record<string, unknown>;
}

export interface WebhookReceiver {
  url: string;
  received: ReceivedWebhook[];
  close(): Promise<void>;
}

/**
 * An operator's side of the webhook: checks signatures by the secret alone, as
 * https://www.standardwebhooks.com says, and answers what `statusOf` says to the n-th request of an id.
 */
export const startWebhookReceiver = async (
  secret: string,
  statusOf: (attempt: number) => number,
): Promise<WebhookReceiver> => {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const received: ReceivedWebhook[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      const header = (name: string) => String(request.headers[name] ?? '');
      const id = header('webhook-id');
      const timestamp = header('webhook-timestamp');
      const signature = createHmac('sha256', key)
        .update(`${id}.${timestamp}.${body}`)
        .digest('base64');
      const isRecent = Math.abs(Date.now() / 1000 - Number(timestamp)) < 300;
      const isGenuine =
        isRecent && header('webhook-signature').split(' ').includes(`v1,${signature}`);
      const status = statusOf(received.filter((one) => one.id === id).length + 1);
      const { data } = JSON.parse(body) as { data: Record<string, unknown> };
      received.push({ id, isGenuine, status, data });
      response.writeHead(status).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/predictions`,
    received,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
