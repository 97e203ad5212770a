import {
  DeleteRuleCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { predictionEventSchema, type LocalOutputs, type Prediction } from '@ngwaf/contracts';
import { names } from './invariants.ts';

const NAME = 'ngwaf-e2e-watch-predictions';

/** SQS in its JSON protocol: nothing else of these tests needs a client of it. */
const sqs = async <Answer>(
  { awsEndpointUrl, region }: LocalOutputs,
  operation: string,
  input: object,
): Promise<Answer> => {
  const response = await fetch(awsEndpointUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `AmazonSQS.${operation}`,
      authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/${region}/sqs/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(input),
  });
  if (!response.ok) throw new Error(`${operation}: ${response.status} ${await response.text()}`);
  const text = await response.text();
  return (text === '' ? {} : JSON.parse(text)) as Answer;
};

/** Watches the bus of predictions, as one more consumer of them. */
export const watchPredictions = async (outputs: LocalOutputs) => {
  const { awsEndpointUrl: endpoint, region, bucket } = outputs;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const bridge = new EventBridgeClient({ endpoint, region, credentials });
  const arn = `arn:aws:sqs:${region}:${bucket.split('-').at(-1)}:${NAME}`;
  const { QueueUrl } = await sqs<{ QueueUrl: string }>(outputs, 'CreateQueue', {
    QueueName: NAME,
    Attributes: {
      Policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'events.amazonaws.com' },
            Action: 'sqs:SendMessage',
            Resource: arn,
          },
        ],
      }),
    },
  });
  const rule = { EventBusName: names.predictionBus };
  const EventPattern = JSON.stringify({ source: ['ngwaf.predictions'] });
  await bridge.send(new PutRuleCommand({ ...rule, Name: NAME, EventPattern }));
  await bridge.send(
    new PutTargetsCommand({ ...rule, Rule: NAME, Targets: [{ Id: 'queue', Arn: arn }] }),
  );

  return {
    /** The predictions that came since the last look. */
    async take(): Promise<Prediction[]> {
      const taken: Prediction[] = [];
      for (;;) {
        const { Messages = [] } = await sqs<{
          Messages?: { Body: string; ReceiptHandle: string }[];
        }>(outputs, 'ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 10 });
        if (Messages.length === 0) return taken;
        taken.push(
          ...Messages.map(({ Body }) => predictionEventSchema.parse(JSON.parse(Body)).detail),
        );
        const Entries = Messages.map(({ ReceiptHandle }, index) => ({
          ...{ Id: String(index), ReceiptHandle },
        }));
        await sqs(outputs, 'DeleteMessageBatch', { QueueUrl, Entries });
      }
    },

    /** How many came that were not taken yet. */
    async count(): Promise<number> {
      const { Attributes } = await sqs<{ Attributes: Record<string, string> }>(
        outputs,
        'GetQueueAttributes',
        { QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] },
      );
      return Number(Attributes['ApproximateNumberOfMessages']);
    },

    /** Forgets what came. */
    async forget(): Promise<void> {
      await sqs(outputs, 'PurgeQueue', { QueueUrl });
    },

    async stop(): Promise<void> {
      await bridge.send(new RemoveTargetsCommand({ ...rule, Rule: NAME, Ids: ['queue'] }));
      await bridge.send(new DeleteRuleCommand({ ...rule, Name: NAME }));
      await sqs(outputs, 'DeleteQueue', { QueueUrl });
      bridge.destroy();
    },
  };
};
export type PredictionWatch = Awaited<ReturnType<typeof watchPredictions>>;
