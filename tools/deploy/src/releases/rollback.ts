import { resourceNames } from '@ngwaf/contracts';
import { UsageError, type Surroundings } from '@ngwaf/tool-cli';
import { createClients } from '../clients.ts';
import { describeDifference } from '../functions/compare-configurations.ts';
import { parseFunctionNames } from '../functions/names.ts';
import { rollbackFunction, type RolledBackFunction } from '../functions/rollback-function.ts';
import { rollbackNotebook } from '../notebook/rollback-notebook.ts';
import type { Target } from '../target.ts';

const NEXT = 'The next deployment moves forward again: revert the commit as well.';

/** Goes back to an earlier release of a function, or of the notebook, and prints what that did. */
export const rollback = async (
  { print }: Pick<Surroundings, 'print'>,
  target: Target,
  what: string,
  to: string | undefined,
): Promise<void> => {
  const clients = createClients(target);
  const artefactBucket = target.outputs.artefact_bucket;
  if (what === 'notebook') {
    const done = await rollbackNotebook(clients.s3, artefactBucket, to);
    const [from, now] = [done.from.sha256.slice(0, 8), done.to.sha256.slice(0, 8)];
    print(
      from === now
        ? `notebook  ${now} is live already`
        : `notebook  ${from} → ${now}, from the next retraining on\n${NEXT}`,
    );
    return;
  }
  const [name] = parseFunctionNames([what]);
  if (name === undefined) throw new UsageError('expected the name of a function, or notebook');
  if (to !== undefined && !/^\d+$/.test(to)) {
    throw new UsageError(`--to: expected the number of a version, got "${to}"`);
  }
  const functionName = resourceNames(target.prefix).function(name);
  const done = await rollbackFunction(clients, { name, functionName, artefactBucket, to });
  print([`${name}  ${describe(done)}`, ...notes(done)].join('\n'));
};

const describe = ({ from, to, difference, endedCanary }: RolledBackFunction): string => {
  if (from !== to) return `${from} → ${to}, in which ${describeDifference(difference)} differs`;
  if (endedCanary === undefined) return `version ${to} is live already`;
  return `the canary of version ${endedCanary} has ended, version ${to} has all calls`;
};

const notes = ({ from, to, endedCanary, otherCodeAt, isKept }: RolledBackFunction): string[] => [
  ...(otherCodeAt === undefined
    ? []
    : [
        `The code is the same as before; the one before it is version ${otherCodeAt}: --to=${otherCodeAt}`,
      ]),
  ...(isKept
    ? []
    : [
        `Its zip is not in the artefact bucket (any more): if Terraform has to make the function anew, it takes newer code.`,
      ]),
  ...(from === to && endedCanary === undefined ? [] : [NEXT]),
];
