import { z } from 'zod';
import type { LocalOutputs } from '@ngwaf/contracts';

const answerSchema = z.object({
  calls: z.array(
    z.object({ principal: z.string(), action: z.string(), resources: z.array(z.string()) }),
  ),
});

/** Calls that the local cloud recorded of programs outside it since `since` (ISO 8601). */
export const callsOfUsers = async (
  { awsEndpointUrl }: Pick<LocalOutputs, 'awsEndpointUrl'>,
  since: string,
): Promise<{ action: string; resources: string[] }[]> => {
  const response = await fetch(`${awsEndpointUrl}/_local/calls?since=${since}&principal=user`);
  return answerSchema.parse(await response.json()).calls;
};
