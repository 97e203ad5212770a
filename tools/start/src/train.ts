import { Listr, PRESET_TIMER } from 'listr2';
import {
  createApiClient,
  modelsToTrain,
  trainModel,
  uploadLocalData,
} from '@ngwaf/tool-local-stack';
import type { LocalOutputs } from '@ngwaf/contracts';
import { findModel } from '@ngwaf/model-catalogue';
import { OWN_DATA_FOLDER } from '@ngwaf/tool-catalogue';

const timer = {
  ...PRESET_TIMER,
  field: (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`,
};

/**
 * Trains what has no live version yet, side by side, showing how far each is: on the data of one's own
 * in the clone, on made-up data where there are none.
 */
export const trainModels = async (outputs: LocalOutputs): Promise<void> => {
  const api = createApiClient(outputs);
  const models = await modelsToTrain(api, outputs);
  if (models.length === 0) return;
  const training = models.map((model) => ({
    title: model,
    task: async (
      { withData }: { withData: string[] },
      task: { output: string; title: string; skip: (message: string) => void },
    ) => {
      if (!withData.includes(model)) {
        const bucket = findModel(model)?.data.bucket ?? model;
        task.skip(`${model}: no data; put CSV files into ${OWN_DATA_FOLDER}/${bucket}/records`);
        return;
      }
      // Tuning would take several times as long, and made-up data gain little by it.
      const onStep = (step: string) => (task.output = `${model}: ${step}`);
      const job = await trainModel(api, model, { tune: false, onStep });
      const auc = job.model_performance?.roc_auc_score;
      task.title = `${model}: ${job.outcome ?? 'none'}${auc === undefined ? '' : `, AUC ${auc.toFixed(3)}`}`;
    },
  }));
  await new Listr<{ withData: string[] }>(
    [
      {
        title: 'Upload data for the models',
        task: async (context) => {
          context.withData = await uploadLocalData(outputs);
        },
      },
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
