import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object/index.js';
import { Construct } from 'constructs';
import { zipSync, type Zippable } from 'fflate';
import type { DataBucket } from '../constructs/data-bucket.ts';

/** Where the code of processing jobs lies in the artefact bucket. */
export const SPARK_CODE_PREFIX = 'spark/';

const PYTHON = join(import.meta.dirname, '../../../libs/model-catalogue/python');
const PACKAGE = 'ngwaf_features';

/** The package that computes features, catalogue included, as Spark sends it to its workers. */
export const featuresZip = (): Uint8Array => {
  const files = readdirSync(join(PYTHON, PACKAGE))
    .filter((name) => /\.(py|json)$/.test(name))
    .sort();
  // Local time is what a zip stores: a date of parts gives the same bytes in every time zone.
  const entries = files.map((name): [string, Zippable[string]] => [
    `${PACKAGE}/${name}`,
    [new Uint8Array(readFileSync(join(PYTHON, PACKAGE, name))), { mtime: new Date(1980, 0, 1) }],
  ]);
  return zipSync(Object.fromEntries(entries), { level: 9 });
};

/**
 * The code that prepares data with Spark.
 *
 * Terraform's, and not the deploy tool's: it follows the catalogue, as the buckets and names do.
 */
export class SparkCode extends Construct {
  constructor(scope: Construct, id: string, { artefacts }: { artefacts: DataBucket }) {
    super(scope, id);
    new S3Object(this, 'script', {
      bucket: artefacts.name,
      key: `${SPARK_CODE_PREFIX}prepare_data.py`,
      contentBase64: readFileSync(join(PYTHON, 'spark/prepare_data.py')).toString('base64'),
      contentType: 'text/x-python',
    });
    new S3Object(this, 'features', {
      bucket: artefacts.name,
      key: `${SPARK_CODE_PREFIX}ngwaf_features.zip`,
      contentBase64: Buffer.from(featuresZip()).toString('base64'),
      contentType: 'application/zip',
    });
  }
}
