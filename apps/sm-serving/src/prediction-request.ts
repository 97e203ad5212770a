import {
  SCORING_LIMITS,
  httpRequestSchema,
  payloadSchema,
  type HttpRequest,
} from '@ngwaf/contracts';
import * as z from 'zod/mini';

import type { PredictionRequest } from './sm-serving.ts';

const { maxPayloadBytes, maxPayloads, maxTotalBytes } = SCORING_LIMITS;

const bytesOf = (text: string): number => Buffer.byteLength(text);

const payloads = z.array(payloadSchema).check(
  z.minLength(1),
  z.maxLength(maxPayloads),
  z.refine(
    (texts) => texts.reduce((sum, text) => sum + bytesOf(text), 0) <= maxTotalBytes,
    `at most ${maxTotalBytes} bytes in all`,
  ),
);

const textsOf = ({ url, headers, body = '' }: HttpRequest): string[] => [
  url,
  body,
  ...Object.entries(headers).flat(2),
];

const request = z
  .extend(httpRequestSchema, { method: z._default(httpRequestSchema.shape.method, 'GET') })
  .check(
    z.refine(
      (value) => textsOf(value).reduce((sum, text) => sum + bytesOf(text), 0) <= maxPayloadBytes,
      `url, headers and body of at most ${maxPayloadBytes} bytes in all`,
    ),
  );

const FORMS = 'exactly one of payload, payloads and request';
const given = (value: object): number =>
  Object.values(value).filter((form) => form !== undefined).length;

/** The body of `POST /prediction`; of its three forms exactly one is given. */
export const predictionRequestSchema = z.pipe(
  z
    .object({
      payload: z.optional(payloadSchema),
      payloads: z.optional(payloads),
      request: z.optional(request),
    })
    .check(z.refine((body) => given(body) === 1, FORMS)),
  z.transform((body): PredictionRequest => {
    if (body.payload !== undefined) return { payload: body.payload };
    if (body.payloads !== undefined) return { payloads: body.payloads };
    if (body.request !== undefined) return { request: body.request };
    throw new Error(`Not ${FORMS}`);
  }),
);
