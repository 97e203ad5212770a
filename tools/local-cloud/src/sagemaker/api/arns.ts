/** Resource types in SageMaker's ARNs that this service keeps. */
export const RESOURCE_TYPES = [
  'model',
  'endpoint-config',
  'endpoint',
  'training-job',
  'transform-job',
  'hyper-parameter-tuning-job',
  'notebook-instance',
  'notebook-instance-lifecycle-config',
  'model-package-group',
  'model-package',
] as const;
export type ResourceType = (typeof RESOURCE_TYPES)[number];

/** Makes ARNs for one account and region; SageMaker writes names in lower case there. */
export const arnMaker =
  (region: string, accountId: string) =>
  (type: ResourceType, name: string): string =>
    `arn:aws:sagemaker:${region}:${accountId}:${type}/${name.toLowerCase()}`;
export type MakeArn = ReturnType<typeof arnMaker>;

/** Type of the resource an ARN names, if it is one of those kept here. */
export const resourceTypeOf = (arn: string): ResourceType | undefined =>
  RESOURCE_TYPES.find((type) => arn.split(':')[5]?.startsWith(`${type}/`));
