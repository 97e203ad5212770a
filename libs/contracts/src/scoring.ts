import * as z from 'zod/mini';

/** Limits of `POST /prediction`; past them the answer is 400 (413 for the gateway's own limit). */
export const SCORING_LIMITS = {
  maxPayloadBytes: 128 * 1024,
  maxPayloads: 1_000,
  maxTotalBytes: 4 * 1024 * 1024,
} as const;

const encoder = new TextEncoder();
/** Of a text in UTF-8; browsers have no `Buffer`. */
const bytesOf = (text: string): number => encoder.encode(text).length;

/** Half of a surrogate pair: JSON can spell it, but no text that came over a network holds it. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Any text, control characters and NUL included: those are what attacks are made of. */
export const payloadSchema = z.string().check(
  z.minLength(1),
  z.refine(
    (text) => bytesOf(text) <= SCORING_LIMITS.maxPayloadBytes,
    `at most ${SCORING_LIMITS.maxPayloadBytes} bytes`,
  ),
  z.refine((text) => !LONE_SURROGATE.test(text), 'valid Unicode, without half surrogate pairs'),
);

/** One part of a request, in the canonical form that the model sees; see `request-parts.ts`. */
export const requestPartSchema = z.object({
  kind: z.string(),
  name: z.string(),
  text: z.string(),
});
export type RequestPart = z.infer<typeof requestPartSchema>;

/** Features by name; null for a value that is missing. */
export type FeatureInstance = Record<string, number | null>;

/**
 * What the endpoint's container takes: payload texts, requests in canonical form, or features.
 */
export interface ContainerRequest {
  instances: (string | { parts: RequestPart[] } | FeatureInstance)[];
}

/** A part of an instance and the score that it would have alone. */
export const partScoreSchema = z.object({
  kind: z.string(),
  name: z.string(),
  score: z.number(),
  /** The words and signs that weighed most, strongest first; older models do not say. */
  features: z.optional(z.readonly(z.array(z.string()))),
});
export type PartScore = z.infer<typeof partScoreSchema>;

/** What the container answers; scores lie in [0, 1], in the order of the instances. */
export const containerResponseSchema = z.object({
  predictions: z.array(z.number().check(z.minimum(0), z.maximum(1))),
  /** Version of the model, e.g. `base-1a2b3c4d` or a job key. */
  model: z.string(),
  /** The score from which the model calls an instance malicious. */
  threshold: z.number(),
  /** For each instance the parts that drove its score, strongest first. */
  reasons: z.optional(z.array(z.array(partScoreSchema))),
});
export type ContainerResponse = z.infer<typeof containerResponseSchema>;
