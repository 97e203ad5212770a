import { ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { notifyOperatorEnvSchema } from '@ngwaf/contracts';
import { parseEnv } from '@ngwaf/lambda-kit';

import { createHandler } from './handler.ts';
import { post } from './post.ts';
import { createWebhookSettings } from './webhook-settings.ts';

const env = parseEnv(notifyOperatorEnvSchema);
// The queue's address names AWS, wherever the endpoint is.
const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
const settings = createWebhookSettings(new SSMClient({}), {
  parameter: env.WEBHOOK_PARAMETER,
  allowLoopback: env.ALLOW_LOOPBACK === 'true',
});

export const handler = createHandler({
  webhook: () => settings.get(),
  forgetWebhook: () => settings.forget(),
  post,
  delay: async ({ receiptHandle }, seconds) => {
    await sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: env.QUEUE_URL,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: seconds,
      }),
    );
  },
  now: () => new Date(),
});
