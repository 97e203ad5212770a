import type { ModelDefinition } from '../schema/entry.ts';
import { PROBLEM_GAMBLING_POLICY } from './problem-gambling-policy.ts';

/** Who will need a responsible-gambling intervention, from what is known before the first deposit. */
export const beforeInitialDepositProblemGambling: ModelDefinition = {
  name: 'before-initial-deposit-problem-gambling',
  code: 'bid-pg',
  purpose:
    'Predicts a later responsible-gambling intervention from what is known of a user before the first deposit.',
  data: { bucket: 'before-initial-deposit' },
  algorithm: {
    image: 'random-forest',
    hyperparameters: { label: 'label', n_estimators: '300', min_samples_leaf: '10' },
    tuning: {
      maxJobs: 4,
      maxParallelJobs: 2,
      integer: [{ name: 'min_samples_leaf', min: 3, max: 60, scale: 'Logarithmic' }],
    },
  },
  input: {
    kind: 'record',
    columns: [
      { name: 'country', type: 'text' },
      { name: 'language', type: 'text' },
      { name: 'gender', type: 'text' },
      { name: 'birth_year', type: 'integer', min: 1850, max: 2100 },
      { name: 'registration_date', type: 'date' },
      { name: 'first_deposit_date', type: 'date' },
    ],
    // The registration date itself is none: those who were compared registered at other times.
    features: [
      { kind: 'number', column: 'birth_year' },
      { kind: 'years-between', from: 'birth_year', to: 'first_deposit_date', name: 'age' },
      { kind: 'lookup', column: 'gender', table: { m: 0, f: 1 }, otherwise: null },
      {
        kind: 'one-hot',
        column: 'country',
        values: ['germany', 'france', 'poland', 'spain', 'austria', 'greece', 'portugal', 'italy'],
      },
      {
        kind: 'one-hot',
        column: 'language',
        values: ['german', 'french', 'polish', 'spanish', 'english', 'greek', 'portuguese'],
      },
      { kind: 'weekday', column: 'registration_date' },
      { kind: 'weekday', column: 'first_deposit_date' },
      { kind: 'days-between', from: 'registration_date', to: 'first_deposit_date' },
    ],
  },
  labelling: { kind: 'column', column: 'rg' },
  labelQueue: { question: 'Would you expect this user to need an intervention?' },
  serving: { kind: 'real-time' },
  routing: { to: 'intervention', policy: PROBLEM_GAMBLING_POLICY },
  schedule: 'rate(30 days)',
  triggers: [
    { metric: 'input-drift', threshold: 0.2, periods: 3, cooldownHours: 168, minNewRows: 200 },
    { metric: 'error-rate', threshold: 0.05, periods: 2 },
  ],
};
