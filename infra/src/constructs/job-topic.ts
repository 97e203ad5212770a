import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic/index.js';
import { Construct } from 'constructs';
import { resourceNames } from '@ngwaf/contracts';
import type { DeployedFunction } from './deployed-function.ts';
import type { EncryptionKey } from './encryption-key.ts';

export interface JobTopicProps {
  namePrefix: string;
  encryption: EncryptionKey;
}

/** Says how jobs of all models ended, to whoever subscribes. */
export class JobTopic extends Construct {
  readonly arn: string;

  private readonly encryption: EncryptionKey;

  constructor(scope: Construct, id: string, { namePrefix, encryption }: JobTopicProps) {
    super(scope, id);
    this.encryption = encryption;
    const topic = new SnsTopic(this, 'topic', {
      name: resourceNames(namePrefix).jobTopic,
      // AWS's own key does here: functions publish, and no service of AWS that may not use it.
      kmsMasterKeyId: encryption.arn ?? 'alias/aws/sns',
    });
    this.arn = topic.arn;
  }

  grantPublish(publisher: DeployedFunction): void {
    publisher.addToRolePolicy({ actions: ['sns:Publish'], resources: [this.arn] });
    this.encryption.grantEncrypt(publisher, 'sns');
  }
}
