import { makeTemporaryClone, type TemporaryClone } from '@ngwaf/tool-e2e';

/** The function that is changed, one of all. */
export const CHANGED = 'check-job-status';
const FILES = [`${CHANGED}.ts`, 'handler.spec.ts'].map((file) => `apps/${CHANGED}/src/${file}`);

/** A checkout in which one function can be changed again and again. */
export interface ChangingClone extends Pick<TemporaryClone, 'root' | 'remove'> {
  /** Changes the function's code, and what its test expects, and commits that. */
  change(): Promise<void>;
  /** Runs Nx and gives back what it printed. @throws {Error} it failed. */
  nx(...args: string[]): Promise<string>;
  /** Runs the deploy tool. @throws {Error} it failed. */
  deploy(...args: string[]): Promise<string>;
}

export const makeChangingClone = async (env: NodeJS.ProcessEnv): Promise<ChangingClone> => {
  const clone = await makeTemporaryClone();
  let words = 'No job with key';
  let changes = 0;
  const node = async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await clone.run(process.execPath, args, {
      NX_ISOLATE_PLUGINS: 'false',
      ...env,
    });
    if (code === 0) return stdout;
    throw new Error(`${args.join(' ')} ended with ${code}\n${stdout}\n${stderr}`);
  };
  return {
    root: clone.root,
    remove: clone.remove,
    async change() {
      changes += 1;
      const other = `No job with key (${changes})`;
      for (const file of FILES) clone.edit(file, words, other);
      words = other;
      await clone.commit(`feat(${CHANGED}): change ${changes}`);
    },
    nx: (...args) => node('node_modules/nx/dist/bin/nx.js', ...args),
    deploy: (...args) => node('--import', 'tsx', 'tools/deploy/src/main.ts', ...args, '--env=dev'),
  };
};
