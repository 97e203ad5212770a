import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import type { ServiceResponse } from '../context.ts';
import type { Guard } from '../iam/guard.ts';
import { BASE_URL, createAwsRequest, type AwsRequest } from './aws-request.ts';
import { passThrough } from './pass-through.ts';
import { errorResponse, respond, toAwsError } from './respond.ts';

/** Answers an AWS operation; `undefined` leaves it to the next one, and at last to moto. */
export type Handler = (request: AwsRequest) => Promise<ServiceResponse | undefined> | undefined;

/** Answers a request that is no AWS operation (an API's call, health), or says that it is not its. */
export type Endpoint = (
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  url: URL,
) => Promise<void> | undefined;

/** What stands behind the gateway. */
export interface Services {
  endpoints: Endpoint[];
  guard: Guard;
  /** Endpoints of AWS's own, which stream; asked after the guard. */
  streams: Endpoint[];
  /** Asked in order. */
  handlers: Handler[];
  motoPort: number;
}

export interface GatewayOptions {
  /** `undefined` while they are starting: their processes need the gateway's address first. */
  services(): Services | undefined;
  log(message: string): void;
}

/** The one address that clients, functions and Terraform see. */
export const createGateway = (options: GatewayOptions): Server => {
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const services = options.services();
    if (!services) {
      outgoing.writeHead(503, { 'retry-after': '1' }).end('The local cloud is starting');
      return;
    }
    if (!URL.canParse(incoming.url ?? '/', BASE_URL)) {
      outgoing.writeHead(400).end('Expected a path or an absolute URL in the request line');
      return;
    }
    const request = createAwsRequest(incoming);
    for (const endpoint of services.endpoints) {
      const answering = endpoint(incoming, outgoing, request.url);
      if (answering) return answering;
    }
    try {
      await services.guard.admit(request, outgoing);
      for (const stream of services.streams) {
        const answering = stream(incoming, outgoing, request.url);
        if (answering) return await answering;
      }
      for (const handler of services.handlers) {
        const response = await handler(request);
        if (response) return respond(outgoing, request, response);
      }
      passThrough(services.motoPort, request, outgoing);
    } catch (error) {
      const awsError = toAwsError(error);
      if (awsError.status >= 500) options.log(`${nameOf(request)}: ${describe(error)}`);
      respond(outgoing, request, errorResponse(request, awsError));
    }
  };

  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch((error: unknown) => {
      options.log(`${incoming.method} ${incoming.url}: ${describe(error)}`);
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(500).end('The local cloud failed; its log says more');
    });
  });
  // Uploads and waiting calls take the time they take.
  server.requestTimeout = 0;
  server.headersTimeout = 0;
  // Longer than clients keep idle connections, so that they are the ones to close them.
  server.keepAliveTimeout = 75_000;
  return server;
};

const nameOf = ({ service, operation, method, url }: AwsRequest): string =>
  `${service}:${operation ?? `${method} ${url.pathname}`}`;

const describe = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
