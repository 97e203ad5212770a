import type { ModelDefinition } from '../schema/entry.ts';
import { PROBLEM_GAMBLING_POLICY } from './problem-gambling-policy.ts';

/** Those with twenty users or more in the data, `unknown` aside: it marks how controls were sampled. */
const COUNTRIES = [
  'austria',
  'belgium',
  'czech_republic',
  'denmark',
  'france',
  'germany',
  'greece',
  'hungary',
  'italy',
  'netherlands',
  'norway',
  'poland',
  'portugal',
  'romania',
  'slovakia',
  'slovenia',
  'spain',
  'sweden',
  'switzerland',
  'turkey',
  'united_kingdom',
];
const LANGUAGES = [
  'czech',
  'dutch',
  'english',
  'french',
  'german',
  'greek',
  'hungarian',
  'italian',
  'norwegian',
  'polish',
  'portuguese',
  'romanian',
  'russian',
  'slovak',
  'slovenian',
  'spanish',
  'swedish',
  'turkish',
];

/** Who will need a responsible-gambling intervention, from what is known before the first deposit. */
export const beforeInitialDepositProblemGambling: ModelDefinition = {
  name: 'before-initial-deposit-problem-gambling',
  code: 'bid-pg',
  purpose:
    'Predicts a later responsible-gambling intervention from what is known of a user before the first deposit.',
  data: { bucket: 'before-initial-deposit' },
  algorithm: {
    image: 'random-forest',
    hyperparameters: { label: 'label', n_estimators: '300', min_samples_leaf: '5' },
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
    // No date by itself, nor the birth year beside the age: those who were compared registered at
    // other times, and a forest would learn when that was.
    features: [
      { kind: 'years-between', from: 'birth_year', to: 'first_deposit_date', name: 'age' },
      {
        kind: 'days-between',
        from: 'registration_date',
        to: 'first_deposit_date',
        name: 'days_to_deposit',
      },
      { kind: 'lookup', column: 'gender', table: { m: 0, f: 1 }, otherwise: null },
      { kind: 'one-hot', column: 'country', values: COUNTRIES },
      { kind: 'one-hot', column: 'language', values: LANGUAGES },
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
