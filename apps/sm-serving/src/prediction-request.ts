import { SCORING_LIMITS, httpRequestSchema, type HttpRequest } from '@ngwaf/contracts';
import * as z from 'zod/mini';

import type { PredictionRequest } from './sm-serving.ts';

const { maxPayloadBytes, maxPayloads, maxTotalBytes } = SCORING_LIMITS;

/** Half of a surrogate pair: JSON can spell it, but no text that came over a network holds it. */
const LONE_SURROGATE = /\p{Surrogate}/u;

const bytesOf = (text: string): number => Buffer.byteLength(text);

/** Any text, control characters and NUL included: those are what attacks are made of. */
const payload = z.string().check(
  z.minLength(1),
  z.refine((text) => bytesOf(text) <= maxPayloadBytes, `at most ${maxPayloadBytes} bytes`),
  z.refine((text) => !LONE_SURROGATE.test(text), 'valid Unicode, without half surrogate pairs'),
);

const payloads = z.array(payload).check(
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
      payload: z.optional(payload),
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
