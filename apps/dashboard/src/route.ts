/** What the page shows; it stands in the address behind `#`, which no server sees. */
export type Route =
  { view: 'jobs' } | { view: 'job'; jobKey: string } | { view: 'score' } | { view: 'retrain' };

/** The route of an address's hash; undefined for anchors within the page. Unknown ones are the jobs. */
export const parseRoute = (hash: string): Route | undefined => {
  if (hash !== '' && hash !== '#' && !hash.startsWith('#/')) return undefined;
  const [, view = '', ...rest] = hash.split('/');
  const jobKey = decode(rest.join('/'));
  if (view === 'jobs' && jobKey !== '') return { view: 'job', jobKey };
  if (view === 'score' || view === 'retrain') return { view };
  return { view: 'jobs' };
};

export const hrefOf = (route: Route): string =>
  route.view === 'job' ? `#/jobs/${encodeURIComponent(route.jobKey)}` : `#/${route.view}`;

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
