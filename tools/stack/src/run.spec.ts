import { CommandFailedError, InterruptedError, endRunning, run } from './run.ts';

const options = { cwd: process.cwd(), env: process.env };

describe('run', () => {
  it('resolves with the standard output and hands on each line', async () => {
    const lines: string[] = [];

    const output = await run(process.execPath, ['-e', 'console.log("a"); console.log("b")'], {
      ...options,
      onLine: (line) => lines.push(line),
    });

    expect([output, lines]).toEqual(['a\nb', ['a', 'b']]);
  });

  it('rejects with the end of the output of a command that failed', async () => {
    const attempt = run(
      process.execPath,
      ['-e', 'console.error("no disk"); process.exit(3)'],
      options,
    );

    await expect(attempt).rejects.toThrow(CommandFailedError);
    await expect(attempt).rejects.toThrow(/ended with code 3\nno disk/);
  });
});

// Last: no command can start afterwards.
describe('endRunning', () => {
  it('ends a command with what it started, and lets no other start', async () => {
    const child = `console.log('started'); setInterval(() => {}, 1e6)`;
    const parent = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: 'inherit' }); setInterval(() => {}, 1e6)`;
    let attempt: Promise<unknown> | undefined;
    await new Promise<void>((resolve) => {
      const onLine = () => {
        resolve();
      };
      attempt = run(process.execPath, ['-e', parent], { ...options, onLine }).catch(
        (error: unknown) => error,
      );
    });

    await endRunning();

    // A command ends for `run` when nobody holds its output: its child has ended too.
    expect(String(await attempt)).toMatch(/was ended by SIGTERM/);
    await expect(run(process.execPath, ['-e', ''], options)).rejects.toThrow(InterruptedError);
  });
});
