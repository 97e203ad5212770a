import type { Surroundings } from '@ngwaf/tool-cli';
import { reportShipped } from '../affected/report.ts';
import { createClients } from '../clients.ts';
import { notebookBundle } from '../paths.ts';
import { readBundle } from '../read-bundle.ts';
import { kilobytes, seconds } from '../table.ts';
import type { Target } from '../target.ts';
import { deployNotebook } from './deploy-notebook.ts';

/** Ships the notebook's bundle and prints what became of it. */
export const deployNotebookBundle = async (
  surroundings: Pick<Surroundings, 'root' | 'env' | 'print'>,
  target: Target,
): Promise<void> => {
  const { root } = surroundings;
  const bundle = readBundle(root, notebookBundle(root), 'npx nx build notebooks');
  const { s3 } = createClients(target);
  const result = await deployNotebook(s3, target.outputs.artefact_bucket, bundle);
  const [from, to] = [result.from?.slice(0, 8) ?? 'none', result.to.slice(0, 8)];
  reportShipped(
    surroundings,
    ['bundle', 'hash', 'size', 'time'],
    [
      [
        'notebook',
        from === to ? `${to} (unchanged)` : `${from} → ${to}`,
        kilobytes(result.bytes),
        seconds(result.seconds),
      ],
    ],
  );
};
