import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';

import { AwsError } from '../../context.ts';
import type { Host } from '../host.ts';

/** The model container answered with an error, or not at all. */
export class ModelError extends AwsError {
  constructor(
    message: string,
    readonly details: { OriginalStatusCode: number; OriginalMessage: string; LogStreamArn: string },
  ) {
    super('ModelError', message, 424);
  }
}

/** A request to the runtime that cannot be carried out: no such endpoint, no such variant. */
export const validationError = (message: string): AwsError =>
  new AwsError('ValidationError', message);

/** What the runtime says of a container's status and text; status 0 for no answer in time. */
export const modelError = (
  { context: { region, accountId } }: Host,
  endpointName: string,
  status: number,
  text: string,
): ModelError => {
  const kind = status >= 400 && status < 500 ? 'client' : 'server';
  const group = `/aws/sagemaker/Endpoints/${endpointName}`;
  return new ModelError(
    `Received ${kind} error (${status}) from primary with message "${text}". See https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#logEventViewer:group=${group} in account ${accountId} for more information.`,
    {
      OriginalStatusCode: status,
      OriginalMessage: text,
      LogStreamArn: `arn:aws:logs:${region}:${accountId}:log-group:${group}`,
    },
  );
};

/** Answers with an error as the runtime's protocol, REST with JSON, spells it. */
export const sendError = (res: ServerResponse, error: AwsError): void => {
  const body = JSON.stringify({
    Message: error.message,
    ...(error instanceof ModelError && error.details),
  });
  res.writeHead(error.status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-amzn-errortype': error.code,
    'x-amzn-requestid': randomUUID(),
  });
  res.end(body);
};
