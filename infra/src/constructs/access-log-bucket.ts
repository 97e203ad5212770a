import { Construct } from 'constructs';
import { DataBucket, type DataBucketProps } from './data-bucket.ts';
import type { Location } from './location.ts';

export interface AccessLogBucketProps extends Pick<DataBucketProps, 'retain' | 'requireTls'> {
  name: string;
  location: Location;
  /** What the names of the buckets begin with whose log it takes. */
  namePrefix: string;
  retentionDays: number;
}

/**
 * Takes S3's log of who read and wrote what in the other buckets; a line arrives within hours.
 *
 * It keeps S3's own encryption: S3 delivers its log into no bucket with another key.
 */
export class AccessLogBucket extends Construct {
  readonly bucket: DataBucket;

  constructor(scope: Construct, id: string, props: AccessLogBucketProps) {
    super(scope, id);
    const { name, retain, requireTls, location, namePrefix, retentionDays } = props;
    this.bucket = new DataBucket(this, 'bucket', {
      ...{ name, retain, requireTls },
      nonCurrentDays: 1,
      expire: [{ prefix: '', days: retentionDays }],
      statements: (arn) => [
        {
          sid: 'LogsOfOurBuckets',
          actions: ['s3:PutObject'],
          resources: [`${arn}/*`],
          principals: [{ type: 'Service', identifiers: ['logging.s3.amazonaws.com'] }],
          condition: [
            { test: 'StringEquals', variable: 'aws:SourceAccount', values: [location.accountId] },
            {
              test: 'ArnLike',
              variable: 'aws:SourceArn',
              values: [`arn:${location.partition}:s3:::${namePrefix}-*`],
            },
          ],
        },
      ],
    });
  }
}
