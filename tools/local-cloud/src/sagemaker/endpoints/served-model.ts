import { join } from 'node:path';

import type { Principal } from '../../iam/principals.ts';
import type { S3Files } from '../aws/s3-files.ts';
import type { Host } from '../host.ts';
import { contractOf, unsupportedImage, type Contract } from '../images.ts';
import { mapMlRoot } from '../ml-root.ts';
import type { ModelPackages } from '../resources/model-packages.ts';
import type { ContainerDefinition, Model } from '../resources/models.ts';

/** What a serving process needs of a model: its unpacked artefact and its environment. */
export interface ServedModel {
  image: string;
  contract: Contract;
  /** Stands for `/opt/ml`. */
  root: string;
  environment: Record<string, string>;
  /** What serves it, under the model's role. */
  principal: Principal;
  hasNetwork: boolean;
}

/**
 * Fetches a model's artefact, and its code where that lies elsewhere, into `root`.
 *
 * @throws {Error} an image, an artefact or settings that cannot be served, in words for a failure reason.
 */
export const fetchModel = async (
  host: Host,
  registry: ModelPackages,
  model: Model,
  principal: Principal,
  root: string,
): Promise<ServedModel> => {
  const { Image: image, ModelDataUrl, Environment = {} } = containerOf(registry, model);
  const contract = contractOf(image ?? '');
  if (image === undefined || contract === undefined) {
    throw new Error(unsupportedImage(image ?? 'a model without image'));
  }
  if (ModelDataUrl === undefined) throw new Error(`Model ${model.ModelName} has no ModelDataUrl.`);
  const { files } = host.as(principal);
  await files.extract(ModelDataUrl, join(root, 'model')).catch((error: unknown) => {
    throw new Error(`Failed to download model data from ${ModelDataUrl}.`, { cause: error });
  });
  return {
    image,
    contract,
    root,
    principal,
    hasNetwork: model.EnableNetworkIsolation !== true,
    environment: {
      ...Environment,
      ...(contract === 'script-mode' && (await scriptMode(files, Environment, root))),
      SAGEMAKER_REGION: host.context.region,
      NGWAF_ML_ROOT: root,
    },
  };
};

/** What the scikit-learn container takes from its environment beside what every container does. */
const scriptMode = async (
  files: S3Files,
  environment: Record<string, string>,
  root: string,
): Promise<Record<string, string>> => ({
  SAGEMAKER_PROGRAM: environment['SAGEMAKER_PROGRAM'] ?? 'inference.py',
  SAGEMAKER_SUBMIT_DIRECTORY: await codeFolder(files, environment, root),
  SM_MODEL_DIR: join(root, 'model'),
  SAGEMAKER_BASE_DIR: root,
});

/** A model made from a model package takes image and artefact from there; its own environment adds to it. */
const containerOf = (registry: ModelPackages, model: Model): ContainerDefinition => {
  const container = model.PrimaryContainer ?? model.Containers?.[0] ?? {};
  if (model.Containers !== undefined && model.Containers.length > 1) {
    throw new Error('The local cloud serves models of one container.');
  }
  if (container.ModelPackageName === undefined) return container;
  const modelPackage = registry.get(container.ModelPackageName);
  const packaged = modelPackage.InferenceSpecification?.Containers[0] ?? {};
  return {
    ...packaged,
    ...container,
    Environment: { ...packaged.Environment, ...container.Environment },
  };
};

/** Where the inference script is: in the artefact, by default in its `code` folder, or in S3. */
const codeFolder = async (
  files: S3Files,
  environment: Record<string, string>,
  root: string,
): Promise<string> => {
  const given = environment['SAGEMAKER_SUBMIT_DIRECTORY'] ?? '/opt/ml/model/code';
  if (!given.startsWith('s3://')) return mapMlRoot(given, root);
  const folder = join(root, 'code');
  await files.extract(given, folder);
  return folder;
};
