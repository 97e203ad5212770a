import { Construct } from 'constructs';
import type { FrameworkProps } from './framework.ts';

export type StorageProps = FrameworkProps;

/** Data and model buckets, the bucket of predictions, model package groups, and what prepares data. */
export class Storage extends Construct {
  readonly functions = {};

  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- read as the part is filled in
  constructor(scope: Construct, id: string, _props: StorageProps) {
    super(scope, id);
  }
}
