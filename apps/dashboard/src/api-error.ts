import * as z from 'zod/mini';

/** How the API says what is wrong; all but the message where it can tell. */
export const errorBodySchema = z.object({
  message: z.string(),
  /** For programs. */
  code: z.optional(z.string()),
  expected: z.optional(z.string()),
  found: z.optional(z.string()),
  issues: z.optional(
    z.array(z.object({ path: z.string(), expected: z.string(), found: z.string() })),
  ),
});
export type ErrorBody = z.infer<typeof errorBodySchema>;

/** Why a call brought nothing, by what a user can do about it. */
export type FailureKind =
  | 'unreachable'
  | 'key'
  | 'signature'
  | 'throttled'
  | 'unavailable'
  | 'fault'
  | 'not-found'
  | 'refused'
  | 'unreadable';

export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly kind: FailureKind,
    /** What the API said; absent where it said nothing that can be read. */
    readonly body?: ErrorBody,
    readonly retryAfterSeconds?: number,
    options?: ErrorOptions,
  ) {
    super(body?.message ?? kind, options);
  }
}

/** What API Gateway says where an environment asks for signatures (`apiAuthorization`). */
const NO_SIGNATURE = 'Missing Authentication Token';

export const kindOf = (status: number, body?: ErrorBody): FailureKind => {
  if (status === 403 && body?.message === NO_SIGNATURE) return 'signature';
  if (status === 401 || status === 403) return 'key';
  if (status === 404) return 'not-found';
  if (status === 429) return 'throttled';
  if (status === 502 || status === 503 || status === 504) return 'unavailable';
  return status >= 500 ? 'fault' : 'refused';
};

/** Seconds of the header `Retry-After`; undefined where it is absent or a date. */
export const secondsOf = (retryAfter: string | null): number | undefined =>
  retryAfter !== null && /^\d{1,5}$/.test(retryAfter) ? Number(retryAfter) : undefined;

const TITLES: Record<FailureKind, string> = {
  unreachable: 'The API does not answer',
  key: 'The API does not take this key',
  signature: 'This environment takes signed requests alone',
  throttled: 'Too many requests',
  unavailable: 'Not available right now',
  fault: 'The API failed',
  'not-found': 'Not found',
  refused: 'The API refused this',
  unreadable: 'The answer cannot be read',
};

const ADVICE: Record<FailureKind, string> = {
  unreachable: 'Check the network, and that the environment is up; then try again.',
  signature:
    'Its callers sign with IAM credentials, which a browser has not: the dashboard is of no use here.',
  key: 'It may be mistyped, revoked, or of another environment. Enter another one.',
  throttled: "This key's limit is used up for the moment.",
  unavailable: 'The same request can be sent again.',
  fault: 'It is logged there; nothing of it is told here.',
  'not-found': '',
  refused: '',
  unreadable: 'This page and the API may be of different releases: load the page again.',
};

/** A failure in words: what it is, what the API says, what to do. */
export interface Explanation {
  title: string;
  /** The API's own words, as they are. */
  message?: string;
  advice: string;
  issues: { path: string; expected: string; found: string }[];
}

/** What the gateway says by itself tells a user less than our own words. */
const SAYS_NOTHING = new Set([
  NO_SIGNATURE,
  'Forbidden',
  'Too Many Requests',
  'Internal server error',
  null,
]);

export const explain = (error: unknown): Explanation => {
  if (!(error instanceof ApiError)) {
    return {
      title: 'This page failed',
      message: String(error),
      advice: ADVICE.unreadable,
      issues: [],
    };
  }
  const { kind, body, retryAfterSeconds } = error;
  const wait = retryAfterSeconds === undefined ? '' : ` Wait ${retryAfterSeconds} s.`;
  return {
    title: TITLES[kind],
    ...(body && !SAYS_NOTHING.has(body.message) && { message: body.message }),
    advice: `${ADVICE[kind]}${wait}`.trim(),
    issues: body?.issues ?? [],
  };
};
