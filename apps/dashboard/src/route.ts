/** What the page shows; it stands in the address behind `#`, which no server sees. */
export type Route =
  | { view: 'jobs' }
  | { view: 'job'; jobKey: string }
  | { view: 'score' }
  | { view: 'retrain' }
  /** Without a model: it is to be chosen. */
  | { view: 'label'; model?: string };

/** The route of an address's hash; undefined for anchors within the page. Unknown ones are the jobs. */
export const parseRoute = (hash: string): Route | undefined => {
  if (hash !== '' && hash !== '#' && !hash.startsWith('#/')) return undefined;
  const [, view = '', ...rest] = hash.split('/');
  const name = decode(rest.join('/'));
  if (view === 'jobs' && name !== '') return { view: 'job', jobKey: name };
  if (view === 'label') return { view, ...(name !== '' && { model: name }) };
  if (view === 'score' || view === 'retrain') return { view };
  return { view: 'jobs' };
};

export const hrefOf = (route: Route): string => {
  if (route.view === 'job') return `#/jobs/${encodeURIComponent(route.jobKey)}`;
  if (route.view === 'label' && route.model !== undefined) {
    return `#/label/${encodeURIComponent(route.model)}`;
  }
  return `#/${route.view}`;
};

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
