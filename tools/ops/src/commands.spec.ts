import { COMMANDS } from './commands.ts';

it('gives every command a name of its own', () => {
  const names = COMMANDS.map(({ name }) => name);

  expect(new Set(names).size).toBe(names.length);
});

it('shadows no command by one whose name it starts with', () => {
  for (const [index, { name }] of COMMANDS.entries()) {
    const earlier = COMMANDS.slice(0, index).map((command) => command.name);

    expect(earlier.filter((other) => name.startsWith(`${other} `))).toEqual([]);
  }
});
