import type { Endpoint, Handler } from './gateway/gateway.ts';
import type { SageMakerService } from './sagemaker/index.ts';

const invocationPath = /^\/endpoints\/([^/]+)\/invocations$/;

/** SageMaker's control plane: what the service does itself; the rest is moto's. */
export const createSageMakerHandler =
  (sageMaker: SageMakerService): Handler =>
  (request) => {
    const { service, operation } = request;
    if (service !== 'sagemaker' || !operation) return undefined;
    return request.json().then((input) => sageMaker.handle(operation, input));
  };

/** SageMaker's runtime: invocations of endpoints. */
export const createSageMakerEndpoint =
  (sageMaker: SageMakerService): Endpoint =>
  (incoming, outgoing, url) => {
    const name = incoming.method === 'POST' && invocationPath.exec(url.pathname)?.[1];
    if (!name) return undefined;
    return sageMaker.invokeEndpoint(decodeURIComponent(name), incoming, outgoing);
  };
