import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Job } from '@ngwaf/contracts';

import { announcementOf } from './announcement.ts';

/** Tells a topic how jobs ended, as the API shows them. */
export const createAnnounce =
  (sns: SNSClient, topicArn: string) =>
  async (job: Job): Promise<void> => {
    const { subject, message, attributes } = announcementOf(job);
    await sns.send(
      new PublishCommand({
        TopicArn: topicArn,
        Subject: subject,
        Message: message,
        MessageAttributes: Object.fromEntries(
          Object.entries(attributes).map(([name, StringValue]) => [
            name,
            { DataType: 'String', StringValue },
          ]),
        ),
      }),
    );
  };
