import * as z from 'zod/mini';

/** Limits of `POST /prediction`; past them the answer is 400 (413 for the gateway's own limit). */
export const SCORING_LIMITS = {
  maxPayloadBytes: 128 * 1024,
  maxPayloads: 1_000,
  maxTotalBytes: 4 * 1024 * 1024,
} as const;

/** One part of a request, in the canonical form that the model sees; see `request-parts.ts`. */
export const requestPartSchema = z.object({
  kind: z.string(),
  name: z.string(),
  text: z.string(),
});
export type RequestPart = z.infer<typeof requestPartSchema>;

/** What the endpoint's container takes: payload texts, or requests in canonical form. */
export interface ContainerRequest {
  instances: (string | { parts: RequestPart[] })[];
}

/** What the container answers; scores lie in [0, 1], in the order of the instances. */
export const containerResponseSchema = z.object({
  predictions: z.array(z.number().check(z.minimum(0), z.maximum(1))),
  /** Version of the model, e.g. `base-1a2b3c4d` or a job key. */
  model: z.string(),
  /** The score from which the model calls an instance malicious. */
  threshold: z.number(),
  /** For each instance the parts that drove its score, strongest first. */
  reasons: z.optional(
    z.array(z.array(z.object({ kind: z.string(), name: z.string(), score: z.number() }))),
  ),
});
export type ContainerResponse = z.infer<typeof containerResponseSchema>;
