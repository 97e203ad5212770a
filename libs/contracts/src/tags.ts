import { PROJECT } from './names.ts';

/** Tags by key. */
export type Tags = Record<string, string>;

/**
 * Tags of what the pipeline makes while it runs (training jobs, models, endpoint configs, the
 * endpoint): for the bill, and so that the sweeper knows what is ours to remove.
 */
export const pipelineTags = (environment: string): Tags => ({
  project: PROJECT,
  environment,
  'managed-by': 'pipeline',
});

/** Tags as one environment variable holds them: `key=value,key=value`. */
export const formatTags = (tags: Tags): string =>
  Object.entries(tags)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');

/** What {@link formatTags} wrote; `undefined` for anything else. */
export const parseTags = (text: string): Tags | undefined => {
  const pairs = text.split(',').map((pair) => /^([^=]+)=(.+)$/.exec(pair)?.slice(1, 3));
  return pairs.every((pair) => pair !== undefined)
    ? (Object.fromEntries(pairs) as Tags)
    : undefined;
};
