import type { Surroundings } from '@ngwaf/tool-cli';
import { reportShipped } from '../affected/report.ts';
import { createClients } from '../clients.ts';
import { commitOf } from '../git-commit.ts';
import { notebookBundle } from '../paths.ts';
import { readBundle } from '../read-bundle.ts';
import { kilobytes, seconds, table } from '../table.ts';
import type { Target } from '../target.ts';
import { sha256 } from '../zip.ts';
import { deployNotebook } from './deploy-notebook.ts';
import { readPointer } from './pointer.ts';

/** Ships the notebook's bundle and prints what became of it, or with `dryRun` what would. */
export const deployNotebookBundle = async (
  surroundings: Pick<Surroundings, 'root' | 'env' | 'print'>,
  target: Target,
  { dryRun = false } = {},
): Promise<void> => {
  const { root, print } = surroundings;
  const content = readBundle(root, notebookBundle(root), 'npx nx build notebooks');
  const { s3 } = createClients(target);
  const bucket = target.outputs.artefact_bucket;
  if (dryRun) {
    const live = (await readPointer(s3, bucket))?.live.sha256;
    const would = live === sha256(content).hex ? 'unchanged' : 'code';
    const row = ['notebook', live?.slice(0, 8) ?? 'none', would, kilobytes(content.length)];
    print(table(['bundle', 'live', 'would ship', 'size'], [row]));
    return;
  }
  const result = await deployNotebook(s3, bucket, { content, commit: commitOf(root) });
  const [from, to] = [result.from?.slice(0, 8) ?? 'none', result.to.slice(0, 8)];
  reportShipped(
    surroundings,
    ['bundle', 'version', 'shipped', 'time'],
    [
      [
        'notebook',
        from === to ? to : `${from} → ${to}`,
        from === to ? 'unchanged' : `code, ${kilobytes(result.bytes)}`,
        seconds(result.seconds),
      ],
    ],
  );
};
