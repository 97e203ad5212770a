import { setTimeout as delay } from 'node:timers/promises';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { LIVE_ALIAS, resourceNames, type JobItem } from '@ngwaf/contracts';
import type { Target } from '@ngwaf/tool-deploy';
import { z } from 'zod';
import type { Surroundings } from '../command.ts';
import { OpsError } from '../ops-error.ts';
import type { PutLiveRequest } from './put-live.ts';

const PAUSE_MS = 2_000;

const answerSchema = z.looseObject({ done: z.boolean() });
const errorSchema = z.object({ errorMessage: z.string() });

/**
 * Has a model's endpoint serve a version, by the function that the pipeline of all models does it with.
 *
 * @param takeBack what a job's own end would do: the function leaves a version live that cannot answer.
 * @throws {OpsError} it does not serve it; the message says why.
 */
export const deployVersion = async (
  { prefix, clientConfig }: Target,
  { note }: Pick<Surroundings, 'note'>,
  { job, packageArn, version, reason, despiteAlarms }: PutLiveRequest,
  takeBack: (job: JobItem, version: string, reason: string) => Promise<void>,
): Promise<void> => {
  const lambda = new LambdaClient(clientConfig);
  const input = {
    ...{ job_key: job.job_key, model: job.model, fencing_token: job.fencing_token, reason },
    comparison: { model_package_arn: packageArn },
    despite_alarms: despiteAlarms,
  };
  let deployment: z.infer<typeof answerSchema> | undefined;
  note(`  ${version}: asking the endpoint to serve it …`);
  for (;;) {
    const { FunctionError, Payload } = await lambda.send(
      new InvokeCommand({
        FunctionName: `${resourceNames(prefix).function('deploy-model')}:${LIVE_ALIAS}`,
        Payload: JSON.stringify({ ...input, ...(deployment && { deployment }) }),
      }),
    );
    const answer: unknown = JSON.parse(Buffer.from(Payload ?? []).toString());
    if (FunctionError !== undefined) {
      const message = errorSchema.safeParse(answer).data?.errorMessage ?? FunctionError;
      await takeBack(job, version, message);
      throw new OpsError(message);
    }
    deployment = answerSchema.parse(answer);
    if (deployment.done) return;
    await delay(PAUSE_MS);
  }
};
