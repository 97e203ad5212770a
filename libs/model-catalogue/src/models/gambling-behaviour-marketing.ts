import type { ModelDefinition } from '../schema/entry.ts';
import {
  BEHAVIOUR_COLUMNS_WITHOUT_CASINO,
  BEHAVIOUR_FEATURES_WITHOUT_CASINO,
} from './gambling-behaviour-columns.ts';

/** Who of those that bet on sports takes up the casino. */
export const gamblingBehaviourMarketing: ModelDefinition = {
  name: 'gambling-behaviour-marketing',
  code: 'gb-marketing',
  purpose: 'Predicts which users take up casino games besides betting on sports.',
  data: { bucket: 'gambling-behaviour' },
  algorithm: {
    image: 'random-forest',
    hyperparameters: { label: 'label', n_estimators: '200', min_samples_leaf: '10' },
  },
  input: {
    kind: 'record',
    columns: BEHAVIOUR_COLUMNS_WITHOUT_CASINO,
    features: BEHAVIOUR_FEATURES_WITHOUT_CASINO,
  },
  // Only who has played there has a time since they did.
  labelling: { kind: 'presence', column: 'casino_LOS' },
  serving: { kind: 'serverless' },
  routing: { to: 'operator' },
  triggers: [{ metric: 'score-drift', threshold: 0.2, periods: 3, minNewRows: 1000 }],
};
