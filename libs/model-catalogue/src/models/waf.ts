import type { ModelDefinition } from '../schema/entry.ts';

/** The firewall's model: its own API, its own notebook for training. */
export const waf: ModelDefinition = {
  name: 'waf',
  code: 'waf',
  purpose: 'Tells malicious from benign HTTP requests.',
  pipeline: 'notebook',
  data: { bucket: 'train' },
  algorithm: { image: 'sagemaker-scikit-learn', incremental: true },
  input: { kind: 'payload' },
  labelling: { kind: 'column', column: 'label' },
  training: { minRows: 50 },
  serving: { kind: 'real-time', maxInstances: 4, invocationsPerInstance: 6000 },
  routing: { to: 'caller' },
};
