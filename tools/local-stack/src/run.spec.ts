import { CommandFailedError, run } from './run.ts';

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
