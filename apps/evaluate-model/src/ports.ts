import type { ModelEntry } from '@ngwaf/model-catalogue';
import type { EndpointVersions, ModelPackages, TrainedModels } from '@ngwaf/sagemaker-utils';

/** What the phases need; `main.ts` supplies the real ones, specs supply fakes. */
export interface EvaluateModelPorts {
  trained: TrainedModels;
  createModel: EndpointVersions['createModel'];
  register: ModelPackages['register'];
  groupOf(entry: ModelEntry): string;
  /** The text of an object; `undefined`: there is none. */
  read(bucket: string, key: string): Promise<string | undefined>;
  writeJson(bucket: string, key: string, content: unknown): Promise<void>;
}
