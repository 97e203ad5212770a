import { apiKeyStore } from './api-key.ts';
import { apiBaseUrl, createApi, stageOf, type Api } from './api.ts';
import { hrefOf, parseRoute, type Route } from './route.ts';
import { createShell } from './shell.ts';
import { chooseQueueView } from './views/choose-queue.ts';
import { jobView } from './views/job.ts';
import { jobsView } from './views/jobs.ts';
import { keyView } from './views/key.ts';
import { labelView } from './views/label.ts';
import { retrainView } from './views/retrain.ts';
import { scoreView } from './views/score.ts';
import type { View, ViewContext } from './views/view.ts';
import { workerStore } from './worker.ts';

const keys = apiKeyStore(sessionStorage);
const worker = workerStore(sessionStorage);
const baseUrl = apiBaseUrl(location.href);
const apiFor = (key: string): Api => createApi(baseUrl, key);
let current: View | undefined;

const askForKey = (): void => {
  keys.forget();
  show();
};
const shell = createShell(document.getElementById('app')!, stageOf(location.href), askForKey);

const viewOf = (route: Route, context: ViewContext): View => {
  switch (route.view) {
    case 'jobs':
      return jobsView(context);
    case 'job':
      return jobView(context, route.jobKey);
    case 'score':
      return scoreView(context);
    case 'retrain':
      return retrainView(context);
    case 'label':
      return route.model === undefined
        ? chooseQueueView(context, worker)
        : labelView(context, worker, route.model);
  }
};

const show = (): void => {
  const route = parseRoute(location.hash);
  if (!route) return;
  current?.stop?.();
  const key = keys.read();
  if (key === undefined) {
    current = keyView(apiFor, (entered) => {
      keys.keep(entered);
      show();
    });
    shell.show(current, undefined);
    return;
  }
  current = viewOf(route, {
    api: apiFor(key),
    go: (to) => (location.hash = hrefOf(to)),
    announce: (text) => shell.announce(text),
    askForKey,
  });
  shell.show(current, route);
};

addEventListener('hashchange', show);
show();
