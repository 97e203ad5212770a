import type { ModelDefinition } from '../schema/entry.ts';
import { BEHAVIOUR_COLUMNS, BEHAVIOUR_FEATURES } from './gambling-behaviour-columns.ts';
import { PROBLEM_GAMBLING_POLICY } from './problem-gambling-policy.ts';

/** Who of the active users will exclude themselves or need help. */
export const gamblingBehaviourProblemGambling: ModelDefinition = {
  name: 'gambling-behaviour-problem-gambling',
  code: 'gb-pg',
  purpose:
    'Predicts from eight months of behaviour whether a user will exclude themselves or need an intervention.',
  data: { bucket: 'gambling-behaviour' },
  algorithm: {
    image: 'random-forest',
    hyperparameters: { label: 'label', n_estimators: '200', min_samples_leaf: '10' },
    tuning: {
      maxJobs: 4,
      maxParallelJobs: 2,
      integer: [{ name: 'min_samples_leaf', min: 5, max: 60, scale: 'Logarithmic' }],
    },
  },
  input: { kind: 'record', columns: BEHAVIOUR_COLUMNS, features: BEHAVIOUR_FEATURES },
  labelling: {
    kind: 'anchor',
    events: ['self-exclusion', 'partial-block', 'limit-lowered', 'problem-reported'],
    censoredBy: ['account-closed'],
    // The columns are of February to September 2005.
    observedAt: { date: '2005-09-30' },
    gapDays: 14,
    horizonDays: 180,
  },
  labelQueue: { question: 'Does this behaviour show signs of problem gambling?' },
  serving: { kind: 'real-time' },
  routing: { to: 'intervention', policy: PROBLEM_GAMBLING_POLICY },
  schedule: 'rate(30 days)',
  triggers: [
    { metric: 'input-drift', threshold: 0.2, periods: 3, cooldownHours: 168, minNewRows: 500 },
  ],
};
