import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import type { Construct } from 'constructs';

export interface LogGroupProps {
  name: string;
  retentionDays: number;
  /** @default - CloudWatch's own key */
  kmsKeyArn?: string | undefined;
}

/** A log that is kept for a while and then forgotten: none is kept for ever. */
export const createLogGroup = (
  scope: Construct,
  id: string,
  { name, retentionDays, kmsKeyArn }: LogGroupProps,
): CloudwatchLogGroup =>
  new CloudwatchLogGroup(scope, id, {
    name,
    retentionInDays: retentionDays,
    ...(kmsKeyArn !== undefined && { kmsKeyId: kmsKeyArn }),
  });
