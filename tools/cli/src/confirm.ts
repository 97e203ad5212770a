import type { Surroundings } from './command.ts';
import { CliError } from './errors.ts';

/** The option of every command that asks first. */
export const YES_OPTION = { type: 'boolean', description: 'do it without asking' } as const;

/**
 * Asks before something that is hard to undo; returns if the answer is yes.
 *
 * @throws {CliError} the answer is no, or nobody is there to answer and `--yes` was not given.
 */
export const confirm = async (
  { ask }: Pick<Surroundings, 'ask'>,
  question: string,
  yes: boolean,
): Promise<void> => {
  if (yes) return;
  if (!ask) throw new CliError(`${question} Nobody is here to answer: say so with --yes`);
  const answer = await ask(`${question} [y/N] `);
  if (!/^y(es)?$/i.test(answer.trim())) throw new CliError('Not confirmed: nothing was changed.');
};
