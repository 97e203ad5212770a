import { runProgram } from './program.ts';
import { defineCommand, type Command } from './command.ts';
import { CliError } from './errors.ts';

let printed: string[];
let noted: string[];
let ran: unknown[];

const command = (name: string, run: () => Promise<number | void>, positionals?: string): Command =>
  defineCommand({
    name,
    summary: `what ${name} does`,
    ...(positionals !== undefined && { arguments: positionals }),
    options: {
      env: { type: 'string', placeholder: 'name', default: 'dev', description: 'environment' },
      json: { type: 'boolean', description: 'as JSON' },
    },
    run: (...given) => {
      ran.push(given.slice(0, 2));
      return run();
    },
  });
const refuse = (error: unknown) => async () => {
  throw error;
};
const commands = [
  command('doctor', async () => undefined),
  command('keys list', async () => undefined),
  command('keys rotate', async () => 1, '<id> [grace]'),
  command('deploy', async () => 0, '<name…>'),
  command('models', refuse(new CliError('no model is live'))),
  command('bug', refuse(new TypeError('x is undefined'))),
  command('nowhere', refuse(new Error('Region is missing'))),
  command(
    'denied',
    refuse(Object.assign(new Error('not you'), { name: 'AccessDenied', $metadata: {} })),
  ),
];
const program = { name: 'ops', invocation: 'npm run ops --', summary: 'Commands:', commands };
const run = (...args: string[]) =>
  runProgram(program, args, {
    root: '/',
    env: {},
    print: (text) => printed.push(text),
    note: (text) => noted.push(text),
    ask: undefined,
  });

beforeEach(() => {
  printed = [];
  noted = [];
  ran = [];
});

it.each([
  ['nothing', [], 'what doctor does'],
  ['--help', ['--help'], 'what keys list does'],
  ['a command and --help', ['keys', 'rotate', '--help'], 'keys rotate <id> [grace] [options]'],
  ['--help before the command', ['--help', 'doctor'], '--env <name>   environment (default: dev)'],
])('gives help for %s', async (_case, args, text) => {
  expect(await run(...args)).toBe(0);
  expect(printed.join('\n')).toContain(text);
  expect(ran).toEqual([]);
});

it('lists the commands of a group', async () => {
  expect(await run('keys')).toBe(0);
  expect(printed[0]).toContain('keys rotate');
  expect(printed[0]).not.toContain('doctor');
});

it('gives a command its values, defaults and arguments, and ends with its exit code', async () => {
  expect(await run('keys', 'rotate', 'abc', '--json')).toBe(1);
  expect(ran).toEqual([[{ env: 'dev', json: true }, ['abc']]]);
});

it('gives a command as many arguments as it takes', async () => {
  expect(await run('deploy', 'one', 'two', 'three')).toBe(0);
  expect(ran).toEqual([[expect.anything(), ['one', 'two', 'three']]]);
});

it.each([
  ['none of any number of arguments', ['deploy'], 'deploy: <name…> is missing'],
  ['an unknown command', ['doktor'], 'no command "doktor"; did you mean doctor?'],
  [
    'an unknown command of a group',
    ['keys', 'lst'],
    'no command "keys lst"; did you mean keys list?',
  ],
  ['nothing near', ['quux'], 'no command "quux". There are: doctor, keys list'],
  ['an unknown option', ['doctor', '--jsn'], 'doctor has no option --jsn; did you mean --json?'],
  [
    'an option without its value',
    ['doctor', '--env'],
    "doctor: Option '--env <value>' argument missing",
  ],
  ['a missing argument', ['keys', 'rotate'], 'keys rotate: <id> is missing'],
  ['options before the command', ['--json', 'doctor'], 'the command comes first'],
  ['too many arguments', ['doctor', 'now'], 'doctor takes no arguments, got "now" as well'],
])('refuses %s with exit code 2', async (_case, args, message) => {
  expect(await run(...args)).toBe(2);
  expect(noted.join('\n')).toContain(message);
  expect(ran).toEqual([]);
});

it.each([
  ['a failure of ours', 'models', 'ops: no model is live'],
  [
    'a missing region',
    'nowhere',
    'ops: no region: set AWS_REGION, or one in the profile of AWS_PROFILE',
  ],
  ['a refusal of AWS', 'denied', 'ops: AWS refused: AccessDenied: not you'],
])('prints %s as one line', async (_case, name, line) => {
  expect(await run(name)).toBe(1);
  expect(noted).toEqual([line]);
});

it('prints the stack trace of a bug', async () => {
  expect(await run('bug')).toBe(1);
  expect(noted[0]).toMatch(/TypeError: x is undefined\n +at /);
});
