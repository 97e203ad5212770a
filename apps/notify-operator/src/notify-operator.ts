import type { Prediction, Webhook } from '@ngwaf/contracts';

import { signedHeaders } from './signature.ts';

/** The operator did not take a prediction. */
export class NotAcceptedError extends Error {
  override readonly name = 'NotAcceptedError';
}

/** What the use case needs; `main.ts` supplies the real ones, specs supply fakes. */
export interface NotifyOperatorPorts {
  /** Where to send to; `undefined` where nobody has set it. */
  webhook(): Promise<Webhook | undefined>;
  /** Sends a request, follows nothing; resolves with the status of the answer. */
  post(url: string, headers: Record<string, string>, body: string): Promise<number>;
  now(): Date;
}

/**
 * Sends a prediction to the operator's webhook, signed; where none is set, nothing.
 *
 * @throws {NotAcceptedError} the answer was not 2xx; a redirect is none.
 */
export const notifyOperator = async (
  ports: NotifyOperatorPorts,
  prediction: Prediction,
): Promise<'sent' | 'no webhook'> => {
  const webhook = await ports.webhook();
  if (!webhook) return 'no webhook';
  const body = JSON.stringify({
    type: 'prediction.created',
    timestamp: prediction.at,
    data: prediction,
  });
  const seconds = Math.floor(ports.now().getTime() / 1000);
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'ngwaf-webhook/1',
    ...signedHeaders(webhook.secrets, prediction.prediction_id, seconds, body),
  };
  const status = await ports.post(webhook.url, headers, body);
  if (status < 200 || status > 299) {
    throw new NotAcceptedError(`expected an answer with status 2xx, got ${status}`);
  }
  return 'sent';
};
