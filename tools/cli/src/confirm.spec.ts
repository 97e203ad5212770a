import { confirm } from './confirm.ts';

const answering = (answer: string) => ({ ask: async () => answer });

it.each(['y', 'yes', ' Y '])('goes on after "%s"', async (answer) => {
  await expect(confirm(answering(answer), 'Really?', false)).resolves.toBeUndefined();
});

it.each(['', 'n', 'yesterday'])('stops after "%s"', async (answer) => {
  await expect(confirm(answering(answer), 'Really?', false)).rejects.toThrow('nothing was changed');
});

it('asks nobody with --yes', async () => {
  await expect(confirm({ ask: undefined }, 'Really?', true)).resolves.toBeUndefined();
});

it('stops where nobody can answer', async () => {
  await expect(confirm({ ask: undefined }, 'Really?', false)).rejects.toThrow('--yes');
});
