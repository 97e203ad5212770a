import { defineCommand, YES_OPTION } from '@ngwaf/tool-cli';
import { dataStores } from '../adopt/kept-data.ts';
import { runSteps } from '../progress.ts';
import { createClients } from '../removal/clients.ts';
import { removeApiKeys, removeLogs } from '../removal/remove-leftovers.ts';
import { removeImages } from '../removal/remove-images.ts';
import { removeEndpoints, removeModelPackages, removeVersions } from '../removal/remove-models.ts';
import { reportKept } from '../removal/report-kept.ts';
import { stopExecutions, stopJobs, stopNotebook } from '../removal/stop-work.ts';
import { destroyRest, giveDataUp, keepData } from '../removal/terraform-destroy.ts';
import { ENVIRONMENT_OPTION } from '../session/choose-environment.ts';
import { explained } from '../session/explain.ts';
import { prepare } from '../session/prepare.ts';
import { openSession } from '../session/session.ts';
import { StackError } from '../stack-error.ts';

export const destroy = defineCommand({
  name: 'destroy',
  summary:
    'remove an environment and all that costs money, and keep its data unless told otherwise',
  options: {
    env: ENVIRONMENT_OPTION,
    'delete-data': {
      type: 'boolean',
      description: 'remove buckets and the table of jobs too: models, data sets, jobs; no way back',
    },
    yes: YES_OPTION,
  },
  details: [
    'Stops what runs, removes all endpoints and model versions, then everything of Terraform, then',
    'logs that SageMaker made. Interrupted, it goes on when it is called again. Data that was kept is',
    'adopted by the next apply.',
  ].join('\n'),
  async run(values, _positionals, { env, ask, print }) {
    const session = await openSession(env, values.env);
    const { environment, caller } = session;
    const { name, prefix } = environment;
    const deletesData = values['delete-data'];
    if (!values.yes) {
      const what = `everything of ${name} in account ${caller.accountId}, ${caller.region}${deletesData ? ', with all its data' : ', but its data'}`;
      if (!ask) {
        throw new StackError(`This removes ${what}. Nobody is here to answer: say so with --yes`);
      }
      const answer = await ask(`This removes ${what}.\nType the environment's name to go on: `);
      if (answer.trim() !== name) throw new StackError('Not confirmed: nothing was changed.');
    }
    await prepare(session, { migrateState: false });
    const clients = createClients(session.clientConfig);
    await explained(session, () =>
      runSteps([
        { title: 'Stop trainings', run: (show) => stopExecutions(session, clients, show) },
        { title: 'Stop jobs of SageMaker', run: (show) => stopJobs(clients, prefix, show) },
        { title: 'Stop the notebook', run: (show) => stopNotebook(clients, prefix, show) },
        { title: 'Remove the endpoints', run: (show) => removeEndpoints(clients, prefix, show) },
        {
          title: 'Remove configs and models',
          run: (show) => removeVersions(clients, prefix, show),
        },
        {
          title: 'Remove the versions of the registries',
          run: (show) => removeModelPackages(clients, prefix, show),
        },
        { title: 'Remove container images', run: (show) => removeImages(clients, prefix, show) },
        { title: 'Remove API keys', run: () => removeApiKeys(clients, prefix) },
        deletesData
          ? { title: 'Give the data up', run: (show) => giveDataUp(session, show) }
          : { title: 'Keep the data', run: () => keepData(session) },
        { title: 'Remove the rest', run: (show) => destroyRest(session, show) },
        { title: 'Remove logs of SageMaker', run: (show) => removeLogs(clients, prefix, show) },
      ]),
    );
    const kept = await reportKept(clients, dataStores(session));
    print(`Nothing of ${name} is left that runs.`);
    print(
      kept.length === 0
        ? 'Nothing of its data is left.'
        : [
            'Kept (the next apply adopts it, destroy --delete-data removes it):',
            ...kept.map((line) => `  ${line}`),
          ].join('\n'),
    );
    print("API Gateway's role for logs, one for a whole account and region, stays as a setting.");
  },
});
