import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import {
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
} from '@aws-sdk/client-s3';
import type { DataStore } from '../adopt/kept-data.ts';
import type { Clients } from './clients.ts';
import { isGone } from './is-gone.ts';

/** More are not counted: it would take minutes. */
const MAX_OBJECTS = 100_000;
const GIGABYTE = 1024 ** 3;

/** USD a GB and month in us-east-1, November 2026: S3 Standard; DynamoDB with point-in-time recovery. */
const PRICES = { aws_s3_bucket: 0.023, aws_dynamodb_table: 0.25 + 0.2 };

interface Size {
  items: number;
  bytes: number;
  isComplete: boolean;
}

const bucketSize = async ({ s3 }: Clients, Bucket: string): Promise<Size> => {
  const size: Size = { items: 0, bytes: 0, isComplete: true };
  let marker: Pick<ListObjectVersionsCommandOutput, 'NextKeyMarker' | 'NextVersionIdMarker'> = {};
  do {
    const page: ListObjectVersionsCommandOutput = await s3.send(
      new ListObjectVersionsCommand({
        Bucket,
        KeyMarker: marker.NextKeyMarker,
        VersionIdMarker: marker.NextVersionIdMarker,
      }),
    );
    const { Versions = [] } = page;
    size.items += Versions.length;
    size.bytes += Versions.reduce((sum, { Size: bytes = 0 }) => sum + bytes, 0);
    if (size.items >= MAX_OBJECTS) return { ...size, isComplete: false };
    marker = page;
  } while (marker.NextKeyMarker !== undefined);
  return size;
};

const tableSize = async ({ dynamo }: Clients, TableName: string): Promise<Size> => {
  const { Table } = await dynamo.send(new DescribeTableCommand({ TableName }));
  return { items: Table?.ItemCount ?? 0, bytes: Table?.TableSizeBytes ?? 0, isComplete: true };
};

/** A line for each bucket and table that is still there: what it holds and costs. */
export const reportKept = async (clients: Clients, stores: DataStore[]): Promise<string[]> => {
  const lines: string[] = [];
  for (const { type, name } of stores) {
    if (type === 'aws_kms_key' || type === 'aws_kms_alias') continue;
    try {
      const isBucket = type === 'aws_s3_bucket';
      const size = isBucket ? await bucketSize(clients, name) : await tableSize(clients, name);
      const gigabytes = size.bytes / GIGABYTE;
      const least = size.isComplete ? '' : 'at least ';
      lines.push(
        `${isBucket ? 'bucket' : 'table'} ${name}: ${least}${size.items} ${isBucket ? 'objects and old versions' : 'items'}, ${gigabytes.toFixed(3)} GB, about ${(gigabytes * PRICES[type]).toFixed(2)} USD a month`,
      );
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
  const key = stores.find(({ type }) => type === 'aws_kms_key');
  if (key && lines.length > 0) lines.push(`key ${key.name}: about 1 USD a month`);
  return lines;
};
