import { request, type IncomingMessage, type ServerResponse } from 'node:http';

import { AwsError } from '../context.ts';
import type { AwsRequest } from './aws-request.ts';
import { errorResponse, respond } from './respond.ts';
import { mayBeErrorPage, toUnsupported } from './unsupported.ts';

/** Headers of one connection, not of the message that travels over it. */
const hopByHop = new Set(['connection', 'keep-alive', 'transfer-encoding', 'expect']);

/** Hands a request on to moto and its answer back, both as streams of any size. */
export const passThrough = (
  motoPort: number,
  awsRequest: AwsRequest,
  outgoing: ServerResponse,
): void => {
  const { incoming, bufferedBody } = awsRequest;
  const isChunked = incoming.headers['transfer-encoding'] !== undefined;
  const framing = bufferedBody
    ? ['Content-Length', String(bufferedBody.length)]
    : ['Transfer-Encoding', 'chunked'];
  const headers = [...withoutHopByHop(incoming.rawHeaders), ...(isChunked ? framing : [])];
  const upstream = request({
    host: '127.0.0.1',
    port: motoPort,
    method: awsRequest.method,
    path: incoming.url,
    headers,
    setHost: false,
  });

  upstream.on('response', (response) => {
    if (response.statusCode === 404 && awsRequest.ifMissing) {
      const { ifMissing } = awsRequest;
      const send = () => sendOn(response, outgoing);
      ifMissing()
        .then((denial) => {
          if (!denial) return send();
          response.resume();
          respond(outgoing, awsRequest, errorResponse(awsRequest, denial));
        })
        .catch(() => outgoing.destroy());
      return;
    }
    if (mayBeErrorPage(response.statusCode ?? 0, response.headers)) {
      explainError(awsRequest, response, outgoing).catch(() => outgoing.destroy());
      return;
    }
    sendOn(response, outgoing);
  });
  upstream.on('error', (error) => {
    // moto may answer and close before it has read the whole request: the answer counts.
    if (outgoing.headersSent) return;
    const unavailable = new AwsError('ServiceUnavailable', `moto: ${error.message}`, 503);
    respond(outgoing, awsRequest, errorResponse(awsRequest, unavailable));
  });
  outgoing.on('close', () => upstream.destroy());

  if (bufferedBody) upstream.end(bufferedBody);
  else incoming.pipe(upstream);
};

const sendOn = (response: IncomingMessage, outgoing: ServerResponse): void => {
  outgoing.writeHead(response.statusCode ?? 502, withoutHopByHop(response.rawHeaders));
  response.pipe(outgoing);
  response.on('error', () => outgoing.destroy());
};

const withoutHopByHop = (rawHeaders: string[]): string[] =>
  rawHeaders.filter((_, index) => !hopByHop.has(rawHeaders[index - (index % 2)]!.toLowerCase()));

/** Sends an error on, with a page of moto's web framework put into words that clients understand. */
const explainError = async (
  awsRequest: AwsRequest,
  response: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> => {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const status = response.statusCode ?? 502;
  const unsupported = toUnsupported(awsRequest, { status, headers: response.headers, body });
  if (unsupported) {
    respond(outgoing, awsRequest, errorResponse(awsRequest, unsupported));
  } else {
    outgoing.writeHead(status, withoutHopByHop(response.rawHeaders));
    outgoing.end(body);
  }
};
