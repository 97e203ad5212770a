import { CommandFailedError, InterruptedError } from '../run.ts';
import { StackError } from '../stack-error.ts';
import { TerraformError } from '../terraform.ts';
import type { Session } from './session.ts';

const field = (text: string, name: string): string | undefined =>
  new RegExp(`^\\W*${name}:\\s+(.+)$`, 'm').exec(text)?.[1]?.trim();

/** From the first error on; the rest is what Terraform did before. */
const errorPart = (text: string): string => {
  const start = text.search(/^\W*Error:/m);
  return (start === -1 ? text : text.slice(start)).trim();
};

/** What is worked on: an environment, or the bootstrap. */
interface Explainable {
  environment: Pick<Session['environment'], 'name'>;
  terraform: Session['terraform'];
}

/** A failure of Terraform in words that say what to do. */
export const explainFailure = (
  error: unknown,
  { environment, terraform }: Explainable,
): unknown => {
  if (error instanceof InterruptedError) {
    return new StackError('Interrupted. The same command goes on from here.', { cause: error });
  }
  if (!(error instanceof CommandFailedError || error instanceof TerraformError)) return error;
  const { message } = error;
  if (message.includes('Error acquiring the state lock')) {
    const id = field(message, 'ID') ?? '<id>';
    return new StackError(
      `somebody else is changing environment ${environment.name}: ${field(message, 'Who') ?? 'unknown'} since ${field(message, 'Created') ?? 'unknown'}. Nothing was changed. Wait for them; if their process is gone for sure, terraform -chdir=${terraform.dir} force-unlock ${id}`,
      { cause: error },
    );
  }
  if (/Saved plan is stale/i.test(message)) {
    return new StackError(
      `environment ${environment.name} was changed after this plan was made. Nothing was changed now: plan again`,
      { cause: error },
    );
  }
  return new StackError(errorPart(message), { cause: error });
};

/** Does what needs Terraform; its failures come out explained. */
export const explained = async <Result>(
  session: Explainable,
  work: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    throw explainFailure(error, session);
  }
};
