import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { CliError } from '@ngwaf/tool-cli';

/** Paths of the repository. */
const IMAGE = join('apps', 'random-forest', 'image');
const PYTHON = join('.local', 'venv', 'bin', 'python');

/** What a forest reaches on rows that it was not grown on. */
export interface ForestFigures {
  auc: number;
  /** Shares of the features, the largest first. */
  importances: [feature: string, share: number][];
}

/**
 * Grows a forest with the random-forest image's own code, as a process, and measures it.
 *
 * @param root of the repository, set up (`npm start` or `npm test` did so).
 * @throws {CliError} the training failed; says why.
 */
export const trainForest = async (
  root: string,
  { learn, heldOut }: { learn: string; heldOut: string },
  hyperparameters: Record<string, string>,
): Promise<ForestFigures> => {
  const folder = await mkdtemp(join(tmpdir(), 'ngwaf-forest-'));
  try {
    const write = async (path: string, content: string) => {
      await mkdir(join(folder, path, '..'), { recursive: true });
      await writeFile(join(folder, path), content);
    };
    await write('input/config/hyperparameters.json', JSON.stringify(hyperparameters));
    await write('input/data/train/data.csv', learn);
    await write('input/data/validation/data.csv', heldOut);
    await mkdir(join(folder, 'model'));
    const { stdout } = await promisify(execFile)(
      join(root, PYTHON),
      ['-m', 'random_forest', 'train'],
      { cwd: join(root, IMAGE), env: { ...process.env, NGWAF_ML_ROOT: folder } },
    );
    const auc = Number(/validation:auc=([0-9.]+);/.exec(stdout)?.[1]);
    const manifest = JSON.parse(await readFile(join(folder, 'model/manifest.json'), 'utf8')) as {
      importances: Record<string, number>;
    };
    return { auc, importances: Object.entries(manifest.importances) };
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    throw new CliError(`the training failed: ${stderr?.trim() || String(error)}`, { cause: error });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
