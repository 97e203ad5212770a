import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import {
  GetObjectCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import * as tar from 'tar';

import type { Principal } from '../../iam/principals.ts';
import { clientConfig, type AwsAccess } from './client-config.ts';

/** Bucket and key of an `s3://` URL. */
export const parseS3Url = (url: string): { bucket: string; key: string } => {
  const match = /^s3:\/\/([^/]+)\/?(.*)$/.exec(url);
  if (!match?.[1]) throw new Error(`Expected s3://<bucket>/<key>, got ${url}`);
  return { bucket: match[1], key: match[2] ?? '' };
};

/** Moves files between folders of this machine and the local cloud's S3, under a role. */
export class S3Files {
  private readonly client: S3Client;

  constructor(access: AwsAccess, principal: Principal) {
    this.client = new S3Client({ ...clientConfig(access, principal), forcePathStyle: true });
  }

  async exists(url: string): Promise<boolean> {
    const { bucket, key } = parseS3Url(url);
    try {
      await this.client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
      return true;
    } catch (error) {
      if (isNotFound(error)) return false;
      throw error;
    }
  }

  /** Keys below a prefix, folder markers left out. */
  async keysBelow(url: string): Promise<string[]> {
    const { bucket, key } = parseS3Url(url);
    const keys: string[] = [];
    const pages = paginateListObjectsV2({ client: this.client }, { Bucket: bucket, Prefix: key });
    for await (const page of pages) {
      for (const object of page.Contents ?? []) {
        if (object.Key && !object.Key.endsWith('/')) keys.push(object.Key);
      }
    }
    return keys;
  }

  /**
   * Downloads all objects whose keys begin with the URL's, laid out as SageMaker does: below the
   * prefix's last folder, or the object alone where the URL names one.
   *
   * @returns number of objects; 0 when nothing is there.
   */
  async downloadPrefix(url: string, folder: string, signal?: AbortSignal): Promise<number> {
    const { bucket, key: prefix } = parseS3Url(url);
    const keys = await this.keysBelow(url);
    for (const key of keys) {
      const file = inside(folder, pathBelowPrefix(key, prefix));
      await this.download(`s3://${bucket}/${key}`, file, signal);
    }
    return keys.length;
  }

  async download(url: string, file: string, signal?: AbortSignal): Promise<void> {
    await mkdir(dirname(file), { recursive: true });
    await pipeline(await this.open(url, signal), createWriteStream(file), { signal });
  }

  /** Unpacks a `tar.gz` object into a folder, emptied first. */
  async extract(url: string, folder: string, signal?: AbortSignal): Promise<void> {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await pipeline(await this.open(url, signal), tar.x({ cwd: folder, strict: true }), { signal });
  }

  /** Packs a folder's content into a `tar.gz` object. */
  async uploadArchive(folder: string, url: string): Promise<void> {
    const archive = `${folder}.tar.gz`;
    const entries = await readdir(folder);
    // An empty folder still makes an archive, as in the service.
    await tar.c(
      { gzip: true, file: archive, cwd: folder, portable: true },
      entries.length ? entries : ['.'],
    );
    await this.upload(archive, url);
    await rm(archive);
  }

  async upload(file: string, url: string): Promise<void> {
    const { bucket, key } = parseS3Url(url);
    const { size } = await stat(file);
    await this.client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: createReadStream(file),
        ContentLength: size,
      }),
    );
  }

  close(): void {
    this.client.destroy();
  }

  private async open(url: string, signal?: AbortSignal): Promise<Readable> {
    const { bucket, key } = parseS3Url(url);
    const { Body } = await this.client.send(
      new GetObjectCommand({ Bucket: bucket, Key: key }),
      signal ? { abortSignal: signal } : {},
    );
    return Body as Readable;
  }
}

/** Whether S3 says that a bucket or an object is not there. */
export const isNotFound = (error: unknown): boolean =>
  error instanceof Error && ['NotFound', 'NoSuchKey', 'NoSuchBucket'].includes(error.name);

/** Where an object lies below its channel's folder: `a/b` holds `a/b/c` as `c`, and `a/b.csv` as `b.csv`. */
export const pathBelowPrefix = (key: string, prefix: string): string => {
  const folder = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
  return key.startsWith(folder) ? key.slice(folder.length) : key.slice(prefix.lastIndexOf('/') + 1);
};

/** The path of a key below a folder; keys may hold `..`. */
const inside = (folder: string, relative: string): string => {
  const path = resolve(join(folder, relative));
  if (!path.startsWith(resolve(folder) + sep)) throw new Error(`Key ${relative} leaves its folder`);
  return path;
};
