import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { JobItem } from '@ngwaf/contracts';

import { announcementOf } from './announcement.ts';

/** Tells a topic how jobs ended. */
export const createAnnounce =
  (sns: SNSClient, topicArn: string) =>
  async (job: JobItem): Promise<void> => {
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
