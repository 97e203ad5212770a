import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';

import { AwsError, type ServiceResponse } from '../context.ts';
import type { AwsRequest } from './aws-request.ts';
import { toUnsupported } from './unsupported.ts';

/** moto's answer, read to its end. */
export interface MotoResponse {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Calls to moto that the gateway makes itself. */
export interface MotoClient {
  /**
   * Passes a request on, with another body or path where one is given.
   *
   * @throws {AwsError} `UnsupportedOperation`: moto lacks it. Other errors are answers.
   */
  forward(request: AwsRequest, changed?: { body?: Buffer; path?: string }): Promise<MotoResponse>;
  /** An operation of a JSON protocol. @throws {AwsError} moto's error. */
  call(service: JsonService, operation: string, input: unknown): Promise<Record<string, unknown>>;
  /** An operation of a REST protocol. @throws {AwsError} moto's error. */
  rest(service: string, method: string, path: string, body?: unknown): Promise<MotoResponse>;
  /** An operation of the query protocol. @throws {AwsError} moto's error. */
  form(service: string, form: URLSearchParams): Promise<MotoResponse>;
}

const targets = {
  events: 'AWSEvents',
  logs: 'Logs_20140328',
  sqs: 'AmazonSQS',
  states: 'AWSStepFunctions',
} as const;
type JsonService = keyof typeof targets;

export const createMotoClient = (motoPort: number, region: string): MotoClient => {
  const send = (
    method: string,
    path: string,
    headers: OutgoingHttpHeaders,
    body: Buffer,
  ): Promise<MotoResponse> =>
    new Promise((resolve, reject) => {
      const outgoing = request(
        {
          host: '127.0.0.1',
          port: motoPort,
          method,
          path,
          headers: { ...headers, 'content-length': body.length },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 500,
              headers: response.headers,
              body: Buffer.concat(chunks),
            }),
          );
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });

  const rest: MotoClient['rest'] = async (service, method, path, body) => {
    const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body ? JSON.stringify(body) : '');
    const headers = { ...signedFor(service, region), 'content-type': 'application/json' };
    return orThrow(await send(method, path, headers, bytes));
  };

  return {
    rest,
    async form(service, form) {
      const headers = {
        ...signedFor(service, region),
        'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      };
      return orThrow(await send('POST', '/', headers, Buffer.from(form.toString())));
    },
    async forward(awsRequest, changed = {}) {
      const headers = { ...awsRequest.incoming.headers };
      delete headers['transfer-encoding'];
      delete headers.expect;
      const bytes = changed.body ?? (await awsRequest.body());
      const path = changed.path ?? awsRequest.incoming.url ?? '/';
      const response = await send(awsRequest.method, path, headers, bytes);
      const unsupported = toUnsupported(awsRequest, response);
      if (unsupported) throw unsupported;
      return response;
    },
    async call(service, operation, input) {
      const headers = {
        ...signedFor(service, region),
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `${targets[service]}.${operation}`,
      };
      const response = await send('POST', '/', headers, Buffer.from(JSON.stringify(input)));
      const { body } = orThrow(response);
      return body.length > 0 ? (JSON.parse(body.toString()) as Record<string, unknown>) : {};
    },
  };
};

/** moto tells service and region from the signature's scope and never checks the signature. */
const signedFor = (service: string, region: string): Record<string, string> => ({
  authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`,
});

const orThrow = (response: MotoResponse): MotoResponse => {
  if (response.status < 400) return response;
  throw parseError(response);
};

/** moto's error, in whatever protocol it came. */
const parseError = ({ status, headers, body }: MotoResponse): AwsError => {
  const text = body.toString('utf8');
  const fromXml = (tag: string) => new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(text)?.[1];
  const json = parseJson(text);
  const code = headers['x-amzn-errortype'] ?? json.__type ?? fromXml('Code') ?? `Http${status}`;
  const message = json.message ?? json.Message ?? fromXml('Message') ?? text.slice(0, 200);
  return new AwsError(String(code).split('#').at(-1)!, message, status);
};

const parseJson = (text: string): { __type?: string; message?: string; Message?: string } => {
  try {
    return JSON.parse(text) as object;
  } catch {
    return {};
  }
};

/** moto's answer as it is, to be sent on. */
export const relay = ({ status, headers, body }: MotoResponse): ServiceResponse => ({
  status,
  headers: Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]): [string, string][] =>
      notRelayed.has(name) || value === undefined ? [] : [[name, String(value)]],
    ),
  ),
  body,
});

const notRelayed = new Set(['connection', 'content-length', 'date', 'transfer-encoding']);
