import { FUNCTION_NAMES } from '@ngwaf/contracts';
import { parseCommand } from './cli.ts';

const here = { environment: undefined, outputs: undefined };

it.each([
  ['no arguments', [], { kind: 'help' }],
  ['--help', ['function', '--help'], { kind: 'help' }],
  [
    'one function',
    ['function', 'sm-serving'],
    { kind: 'function', names: ['sm-serving'], target: here },
  ],
  [
    'the same function twice',
    ['function', 'sm-serving', 'sm-serving'],
    { kind: 'function', names: ['sm-serving'], target: here },
  ],
  [
    'all functions of a stack',
    ['function', '--all', '--outputs', 'outputs.json'],
    { kind: 'function', names: [...FUNCTION_NAMES], target: { ...here, outputs: 'outputs.json' } },
  ],
  [
    'the notebook of an environment',
    ['notebook', '--env=prod'],
    { kind: 'notebook', target: { ...here, environment: 'prod' } },
  ],
  ['the notebook', ['notebook'], { kind: 'notebook', target: here }],
])('understands %s', (_case, args, command) => {
  expect(parseCommand(args)).toEqual(command);
});

it.each([
  ['a thing it does not ship', ['database'], 'expected "function" or "notebook", got "database"'],
  ['no names', ['function'], 'expected names of functions, or --all'],
  ['names and --all', ['function', 'sm-serving', '--all'], 'expected names of functions, or --all'],
  ['an unknown function', ['function', 'sm-servin'], 'no function named sm-servin'],
  ['a named notebook', ['notebook', 'train'], 'notebook takes no names'],
  ['an unknown option', ['notebook', '--force'], '--force'],
])('refuses %s', (_case, args, message) => {
  expect(() => parseCommand(args)).toThrow(message);
});
