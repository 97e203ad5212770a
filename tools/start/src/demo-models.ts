import { MODELS, isRecordModel, type RecordModel } from '@ngwaf/model-catalogue';
import { createApiClient, sampleRecords } from '@ngwaf/tool-local-stack';
import type { LocalOutputs } from '@ngwaf/contracts';
import { table } from './tables.ts';

interface Scored {
  predictions: { score: number; label: 0 | 1; threshold: number }[];
  model: string;
}

/** Scores one record with each model of the framework, before the user's eyes. */
export const demoModels = async (outputs: LocalOutputs): Promise<void> => {
  const api = createApiClient(outputs);
  const entries = MODELS.filter(
    (entry): entry is RecordModel => entry.pipeline === 'framework' && isRecordModel(entry),
  );
  const rows = await Promise.all(
    entries.map(async (entry) => {
      const [record] = await sampleRecords(entry.name, 1);
      if (!record) return [entry.name, '-', 'no data yet', entry.routing.to, '-'];
      const id = String(record[entry.input.id]);
      const path = `/models/${entry.name}/predictions`;
      const { status, body } = await api.call('POST', path, { records: [record] });
      // A training can end without a version that is good enough.
      if (status === 503) return [entry.name, id, 'not live', entry.routing.to, '-'];
      if (status !== 200) throw new Error(`POST ${path}: ${status} ${JSON.stringify(body)}`);
      const { predictions, model } = body as Scored;
      const [prediction] = predictions;
      if (!prediction) throw new Error(`POST ${path}: ${JSON.stringify(body)}`);
      const { score, label, threshold } = prediction;
      return [
        entry.name,
        id,
        `${score.toFixed(3)} ${label === 1 ? '≥' : '<'} ${threshold.toFixed(3)}`,
        entry.routing.to,
        model,
      ];
    }),
  );
  console.log('\nScoring one record with each of the other models:\n');
  console.log(table(['model', 'record', 'score', 'goes to', 'version'], rows));
};
