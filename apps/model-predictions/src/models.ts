import type { ModelEntry } from '@ngwaf/model-catalogue';

import { modelNamed } from './predictions.ts';

export interface ModelsPorts {
  models: readonly ModelEntry[];
  /** The version that the model's endpoint serves; `undefined` when none does. */
  liveVersion(entry: ModelEntry): Promise<string | undefined>;
}

/** What a client has to know of a model to use it. */
export interface ModelSummary {
  name: string;
  purpose: string;
  /** Who gets predictions besides the caller. */
  routing: 'caller' | 'intervention' | 'operator';
  /** Null while no version is live: predictions are then answered 503. */
  live_version: string | null;
}

export interface ModelDetails extends ModelSummary {
  /** What a record holds. */
  input:
    { kind: 'payload' } | { kind: 'record'; id: string; columns: { name: string; type: string }[] };
}

const summary = async (ports: ModelsPorts, entry: ModelEntry): Promise<ModelSummary> => ({
  name: entry.name,
  purpose: entry.purpose,
  routing: entry.routing.to,
  live_version: (await ports.liveVersion(entry)) ?? null,
});

/** Every model of the catalogue. */
export const listModels = async (ports: ModelsPorts): Promise<{ models: ModelSummary[] }> => ({
  models: await Promise.all(ports.models.map((entry) => summary(ports, entry))),
});

/** One model. @throws {ModelNotFoundError} */
export const describeModel = async (ports: ModelsPorts, name: string): Promise<ModelDetails> => {
  const entry = modelNamed(ports.models, name);
  const { input } = entry;
  return {
    ...(await summary(ports, entry)),
    input:
      input.kind === 'payload'
        ? { kind: 'payload' }
        : { kind: 'record', id: input.id, columns: input.columns },
  };
};
