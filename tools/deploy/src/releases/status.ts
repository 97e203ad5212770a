import { resourceNames } from '@ngwaf/contracts';
import type { Surroundings } from '@ngwaf/tool-cli';
import { createClients } from '../clients.ts';
import { functionStatus } from '../functions/function-status.ts';
import { parseFunctionNames } from '../functions/names.ts';
import { statusTable, statusText } from '../functions/status-text.ts';
import { notebookStatus, notebookStatusText } from '../notebook/notebook-status.ts';
import { functionBundle, notebookBundle } from '../paths.ts';
import type { Target } from '../target.ts';

/** Prints what is live of functions, and of the notebook. */
export const status = async (
  { print, root }: Pick<Surroundings, 'print' | 'root'>,
  target: Target,
  { names, json }: { names: string[]; json: boolean },
): Promise<void> => {
  const clients = createClients(target);
  const artefactBucket = target.outputs.artefact_bucket;
  const functions = await Promise.all(
    parseFunctionNames(names.filter((name) => name !== 'notebook')).map((name) =>
      functionStatus(clients, {
        name,
        functionName: resourceNames(target.prefix).function(name),
        artefactBucket,
        bundleFile: functionBundle(root, name),
      }),
    ),
  );
  const notebook = names.includes('notebook')
    ? await notebookStatus(clients.s3, artefactBucket, notebookBundle(root))
    : undefined;
  if (json) {
    print(JSON.stringify({ functions, ...(notebook && { notebook }) }, null, 2));
    return;
  }
  const [first, ...others] = functions;
  const texts = [
    ...(first ? [others.length === 0 ? statusText(first) : statusTable(functions)] : []),
    ...(notebook ? [notebookStatusText(notebook)] : []),
  ];
  print(texts.join('\n\n'));
};
