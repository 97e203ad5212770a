import type { IncomingMessage } from 'node:http';

import type { AwsError } from '../context.ts';
import { detectTarget, type RequestTarget } from './service-detection.ts';

/** What a request's path is resolved against; its own host says nothing here. */
export const BASE_URL = 'http://localhost';

/** A request to the gateway, its service told, its body not read yet. */
export interface AwsRequest extends RequestTarget {
  method: string;
  url: URL;
  incoming: IncomingMessage;
  /** Reads the whole body into memory, once; what was read is passed on to moto in its place. */
  body(): Promise<Buffer>;
  /** The body as JSON; `{}` when it is empty. */
  json(): Promise<Record<string, unknown>>;
  /** The body where it has been read already. */
  readonly bufferedBody: Buffer | undefined;
  /** Asked when what the request reads is not there: an error to be answered instead. */
  ifMissing?: () => Promise<AwsError | undefined>;
}

/** @throws {TypeError} the request line holds nothing that `URL` can parse, such as `//`. */
export const createAwsRequest = (incoming: IncomingMessage): AwsRequest => {
  const url = new URL(incoming.url ?? '/', BASE_URL);
  let reading: Promise<Buffer> | undefined;
  let bufferedBody: Buffer | undefined;

  const body = (): Promise<Buffer> =>
    (reading ??= readAll(incoming).then((bytes) => (bufferedBody = bytes)));

  return {
    ...detectTarget(url, incoming.headers),
    method: incoming.method ?? 'GET',
    url,
    incoming,
    body,
    async json() {
      const text = (await body()).toString('utf8');
      return text.trim() === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
    },
    get bufferedBody() {
      return bufferedBody;
    },
  };
};

const readAll = async (incoming: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};
