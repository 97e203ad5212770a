import { spawn } from 'node:child_process';

/**
 * `nx <target> <project> --env=dev --yes …` as `node <main> <args> --env=dev --yes …`, on the same
 * terminal, so that it can ask.
 *
 * `nx:run-commands` takes `--env` for an option of its own, and `nx:run-script` keeps the tool from
 * ever seeing the end of its input.
 */
export default ({ main, args = [], __unparsed__ = [] }, { root }) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', main, ...args, ...__unparsed__], {
      cwd: root,
      stdio: 'inherit',
    });
    // Who is at the terminal interrupts the tool itself; it may have something to finish.
    process.on('SIGINT', () => {});
    child.once('error', (error) => {
      console.error(error.message);
      resolve({ success: false });
    });
    child.once('close', (code) => resolve({ success: code === 0 }));
  });
