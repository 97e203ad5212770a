/** How the local cloud runs an image: it imitates the image's contract, and has no containers. */
export type Contract = 'script-mode';

/** AWS's own scikit-learn images, in any account, region and version. */
const SCIKIT_LEARN = /\/sagemaker-scikit-learn:[\w.-]+$/;

/** The contract of an image, or `undefined` for an image that cannot be run here. */
export const contractOf = (image: string): Contract | undefined =>
  SCIKIT_LEARN.test(image) ? 'script-mode' : undefined;

/** Why a job or an endpoint with some other image fails. */
export const unsupportedImage = (image: string): string =>
  `The local cloud runs the AWS scikit-learn image (…/sagemaker-scikit-learn:<version>) in script mode; ` +
  `it cannot run ${image}.`;
