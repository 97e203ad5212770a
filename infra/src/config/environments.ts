import { environmentPrefix } from '@ngwaf/contracts';
import { z } from 'zod';

const usagePlanSchema = z.strictObject({
  ratePerSecond: z.number().positive(),
  burst: z.int().positive(),
  /** Default: no limit. */
  requestsPerDay: z.int().positive().optional(),
});

const settingsSchema = z.strictObject({
  /** Region to deploy to. Default: whatever AWS's own variables and profiles say. */
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/)
    .optional(),
  /** The one account that Terraform may touch. Default: whichever the credentials belong to. */
  accountId: z
    .string()
    .regex(/^\d{12}$/)
    .optional(),
  trainingInstanceType: z.string().startsWith('ml.'),
  endpointInstanceType: z.string().startsWith('ml.'),
  /** Two or more make a switch of models a canary instead of all at once. */
  endpointInstanceCount: z.int().min(1).max(20),
  notebookInstanceType: z.string().startsWith('ml.'),
  /** A value that CloudWatch Logs knows. */
  logRetentionDays: z.union([7, 14, 30, 60, 90, 180, 365].map((days) => z.literal(days))),
  /** How many superseded model versions stay ready for a rollback. */
  versionsKept: z.int().min(1).max(10),
  /** Requests a second, and how many at once, that all callers together may send to one route. */
  throttle: z.strictObject({ ratePerSecond: z.number().positive(), burst: z.int().min(50) }),
  /** Whether the API serves the dashboard. */
  dashboard: z.boolean(),
  /**
   * What one API key may send, by the name of its usage plan; keys are made in `standard` unless
   * told otherwise (`npm run ops -- keys create --plan`).
   */
  usagePlans: z
    .record(z.string().regex(/^[a-z][a-z0-9]{0,19}$/), usagePlanSchema)
    .refine((plans) => 'standard' in plans, { error: 'expected a plan named standard' }),
  /**
   * Whether this stack sets the role with which API Gateway writes logs.
   *
   * There is one a region of an account: where another stack sets it, say `false`.
   */
  ownsApiGatewayAccount: z.boolean(),
});
export type Settings = z.infer<typeof settingsSchema>;

/** One deployment of the stack. */
export interface Environment extends Settings {
  name: string;
  /** `<project>-<environment>`; every physical name starts with it. */
  prefix: string;
}

const base: Settings = {
  trainingInstanceType: 'ml.m5.large',
  endpointInstanceType: 'ml.t2.medium',
  endpointInstanceCount: 1,
  notebookInstanceType: 'ml.t3.medium',
  logRetentionDays: 30,
  versionsKept: 3,
  throttle: { ratePerSecond: 2000, burst: 4000 },
  usagePlans: {
    standard: { ratePerSecond: 500, burst: 1000 },
    // For trials and for clients that are trusted less.
    small: { ratePerSecond: 10, burst: 50, requestsPerDay: 20_000 },
  },
  dashboard: true,
  ownsApiGatewayAccount: true,
};

/** What differs between environments. Fill in region and account to pin an environment to them. */
const ENVIRONMENTS: Record<string, Partial<Settings>> = {
  dev: {},
  staging: {},
  prod: {
    endpointInstanceType: 'ml.m5.large',
    endpointInstanceCount: 2,
    logRetentionDays: 90,
  },
};

// Model versions are named `<prefix>-waf-<job key>`, in at most 63 characters.
const MAX_PREFIX_LENGTH = 28;

/**
 * An environment whose settings have been checked.
 *
 * @throws {Error} the name does not fit into resource names, or a setting is out of range.
 */
export const parseEnvironment = (name: string, settings: Partial<Settings>): Environment => {
  const prefix = environmentPrefix(name);
  if (!/^[a-z][a-z0-9]*$/.test(name)) {
    throw new Error(`environment name: expected lower-case letters and digits, got "${name}"`);
  }
  if (prefix.length > MAX_PREFIX_LENGTH) {
    throw new Error(
      `prefix ${prefix}: at most ${MAX_PREFIX_LENGTH} characters, got ${prefix.length}`,
    );
  }
  const parsed = settingsSchema.safeParse({ ...base, ...settings });
  if (!parsed.success) {
    throw new Error(`environment ${name}: ${z.prettifyError(parsed.error)}`);
  }
  return { ...parsed.data, name, prefix };
};

/** Every environment that the app synthesises. */
export const environments = (): Environment[] =>
  Object.entries(ENVIRONMENTS).map(([name, settings]) => parseEnvironment(name, settings));
