import { Listr, PRESET_TIMER } from 'listr2';
import {
  createApiClient,
  modelsToTrain,
  trainModel,
  uploadSyntheticData,
} from '@ngwaf/tool-local-stack';
import type { LocalOutputs } from '@ngwaf/contracts';

const timer = {
  ...PRESET_TIMER,
  field: (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`,
};

/** Trains what has no live version yet on made-up data, side by side, showing how far each is. */
export const trainModels = async (outputs: LocalOutputs): Promise<void> => {
  const api = createApiClient(outputs);
  const models = await modelsToTrain(api, outputs);
  if (models.length === 0) return;
  const training = models.map((model) => ({
    title: model,
    task: async (_context: unknown, task: { output: string; title: string }) => {
      // Tuning would take several times as long, and made-up data gain little by it.
      const onStep = (step: string) => (task.output = `${model}: ${step}`);
      const job = await trainModel(api, model, { tune: false, onStep });
      const auc = job.model_performance?.roc_auc_score;
      task.title = `${model}: ${job.outcome ?? 'none'}${auc === undefined ? '' : `, AUC ${auc.toFixed(3)}`}`;
    },
  }));
  await new Listr(
    [
      { title: 'Make up data for the models', task: () => uploadSyntheticData(outputs) },
      {
        title: 'Train the models',
        task: (_context, task) => task.newListr(training, { concurrent: true }),
      },
    ],
    {
      rendererOptions: { collapseSubtasks: false, timer },
      fallbackRendererOptions: { timer },
      fallbackRenderer: 'simple',
      registerSignalListeners: false,
      collectErrors: 'minimal',
    },
  ).run();
};
