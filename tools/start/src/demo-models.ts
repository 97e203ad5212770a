import { MODELS, isRecordModel, type RecordModel } from '@ngwaf/model-catalogue';
import { createApiClient, syntheticRecords } from '@ngwaf/tool-local-stack';
import type { LocalOutputs } from '@ngwaf/contracts';
import { table } from './tables.ts';

interface Scored {
  predictions: { score: number; label: 0 | 1; threshold: number }[];
  model: string;
}

/** Scores one made-up record with each model of the framework, before the user's eyes. */
export const demoModels = async (outputs: LocalOutputs): Promise<void> => {
  const api = createApiClient(outputs);
  const entries = MODELS.filter(
    (entry): entry is RecordModel => entry.pipeline === 'framework' && isRecordModel(entry),
  );
  const rows = await Promise.all(
    entries.map(async (entry) => {
      const [record = {}] = syntheticRecords(entry.name, 1);
      const path = `/models/${entry.name}/predictions`;
      const { status, body } = await api.call('POST', path, { records: [record] });
      if (status !== 200) throw new Error(`POST ${path}: ${status} ${JSON.stringify(body)}`);
      const { predictions, model } = body as Scored;
      const [prediction] = predictions;
      if (!prediction) throw new Error(`POST ${path}: ${JSON.stringify(body)}`);
      const { score, label, threshold } = prediction;
      return [
        entry.name,
        String(record[entry.input.id]),
        `${score.toFixed(3)} ${label === 1 ? '≥' : '<'} ${threshold.toFixed(3)}`,
        entry.routing.to,
        model,
      ];
    }),
  );
  console.log('\nScoring a made-up player with each of the other models:\n');
  console.log(table(['model', 'player', 'score', 'goes to', 'version'], rows));
};
