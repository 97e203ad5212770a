import { z } from 'zod';

const stackSchema = z.looseObject({
  terraform: z.looseObject({ backend: z.unknown() }),
  provider: z.object({ aws: z.array(z.looseObject({})) }),
  resource: z.record(z.string(), z.record(z.string(), z.looseObject({}))),
});

/**
 * The synthesised stack without what pins it to a place: account, region, the backend of its state,
 * and the boundary of roles, a policy of the real account. All else is what goes to AWS.
 */
export const localise = (synthesised: string, statePath: string): string => {
  const stack = stackSchema.parse(JSON.parse(synthesised));
  stack.terraform.backend = { local: { path: statePath } };
  for (const provider of stack.provider.aws) {
    delete provider['region'];
    delete provider['allowed_account_ids'];
  }
  for (const role of Object.values(stack.resource['aws_iam_role'] ?? {})) {
    delete role['permissions_boundary'];
  }
  return JSON.stringify(stack);
};
