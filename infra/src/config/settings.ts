import { z } from 'zod';
import { SCIKIT_LEARN_ACCOUNTS } from './scikit-learn-image.ts';
import { scoringSettings } from './scoring-settings.ts';
import { securitySettings } from './security-settings.ts';
import { stateBackendSchema } from './state-backend.ts';

// Model versions are named `<prefix>-waf-<job key>`, in at most 63 characters.
const MAX_PREFIX_LENGTH = 28;

const usagePlanSchema = z.strictObject({
  ratePerSecond: z.number().positive(),
  burst: z.int().positive(),
  /** Default: no limit. */
  requestsPerDay: z.int().positive().optional(),
});

export const settingsSchema = z.strictObject({
  /** Region to deploy to. Default: whatever AWS's own variables and profiles say. */
  region: z
    .string()
    .refine((region) => region in SCIKIT_LEARN_ACCOUNTS, {
      error: `expected a region with the image that models run in (${Object.keys(SCIKIT_LEARN_ACCOUNTS).join(', ')})`,
    })
    .optional(),
  /** The one account that Terraform may touch. Default: whichever the credentials belong to. */
  accountId: z
    .string()
    .regex(/^\d{12}$/, { error: 'expected the twelve digits of an AWS account, as text' })
    .optional(),
  /**
   * What every physical name starts with; 28 characters at most, unique among environments. Another
   * prefix is another environment: what has the old one stays. Default: `ngwaf-<name>`.
   */
  prefix: z
    .string()
    .regex(/^(?!aws|ssm)[a-z][a-z0-9]*(-[a-z0-9]+)*$/, {
      error: 'expected lower-case letters, digits and single dashes, not beginning with aws or ssm',
    })
    .max(MAX_PREFIX_LENGTH, { error: `expected at most ${MAX_PREFIX_LENGTH} characters` })
    .optional(),
  /** Where Terraform's state lies. */
  backend: stateBackendSchema,
  /** Values for Terraform's variables (`src/stacks/variables.ts`) instead of their defaults. */
  variables: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /**
   * A policy that limits what the stack's roles may ever do, by its ARN or its name in the account
   * (`npx nx bootstrap infra` makes `ngwaf-boundary`). Default: none.
   */
  permissionsBoundary: z
    .string()
    .regex(/^(arn:aws[a-z-]*:iam::\S+|[\w+=,.@-]{1,128})$/, {
      error: 'expected the ARN or the name of a policy',
    })
    .optional(),
  scoring: scoringSettings,
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
  /** What is done about what costs money and belongs to no job. */
  sweeper: z.strictObject({
    /** When to look, `off` for only when called by hand. Times of `cron` are in UTC. */
    schedule: z.string().regex(/^(off|rate\(\d+ (minutes?|hours?|days?)\)|cron\(.+\))$/, {
      error:
        'expected off, or an expression of EventBridge such as rate(1 hour) or cron(0 3 * * ? *)',
    }),
    /** `report` tells of it (log, metric, alarm), `remove` removes it as well. */
    mode: z.enum(['report', 'remove']),
    /** Nothing younger is touched or reported. */
    graceMinutes: z.int().min(5).max(1440),
  }),
  /** Whether the API serves the dashboard: of no use where callers have to sign their requests. */
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
  ...securitySettings,
});
export type Settings = z.infer<typeof settingsSchema>;

/** What an environment says of itself; the rest are the defaults. */
export type EnvironmentSettings = Partial<z.input<typeof settingsSchema>>;
