import { AwsError } from './context.ts';
import type { Handler } from './gateway/gateway.ts';
import { relay, type MotoClient } from './gateway/moto-client.ts';
import type { SageMakerService } from './sagemaker/index.ts';

const VARIANT = /^endpoint\/([^/]+)\/variant\/[^/]+$/;

/**
 * Application Auto Scaling: moto's, with AWS's errors where there is no such target, policy or
 * endpoint. Nothing scales by itself: one machine has no instances to add.
 */
export const createAutoScaling =
  (moto: MotoClient, sageMaker: SageMakerService): Handler =>
  (request) => {
    const { service, operation = '' } = request;
    if (service !== 'application-autoscaling') return undefined;
    if (operation === 'DescribeScalingActivities') {
      return Promise.resolve({ status: 200, body: { ScalingActivities: [] } });
    }
    // Tags are kept beside moto.
    if (/Tag|Resource$/.test(operation)) return undefined;
    return checked().then(() => moto.forward(request).then(relay).then(asAws));

    async function checked(): Promise<void> {
      if (operation !== 'RegisterScalableTarget') return;
      const { ServiceNamespace, ResourceId } = await request.json();
      if (ServiceNamespace !== 'sagemaker') return;
      const [, EndpointName] = VARIANT.exec(String(ResourceId)) ?? [];
      const found =
        EndpointName !== undefined &&
        (await sageMaker.handle('DescribeEndpoint', { EndpointName })?.catch(() => undefined));
      if (found) return;
      throw new AwsError(
        'ValidationException',
        `Expected endpoint/<name>/variant/<name> of an endpoint that exists, got ${String(ResourceId)}`,
      );
    }
  };

/** moto calls whatever is missing invalid. */
const asAws = (response: ReturnType<typeof relay>): ReturnType<typeof relay> => {
  const text = Buffer.isBuffer(response.body) ? response.body.toString('utf8') : '';
  const message = response.status >= 400 && /"(No scal[^"]+ found [^"]+)"/.exec(text)?.[1];
  if (message) throw new AwsError('ObjectNotFoundException', message);
  return response;
};
