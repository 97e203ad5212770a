/** The alias' description remembers this many versions; it holds 256 characters. */
const REMEMBERED = 10;

/** Which version the deploy tool made live last, and which ones were live before, newest first. */
export interface LiveRecord {
  live: string;
  before: string[];
}

/** The record as the description of the alias, e.g. `live: 7; before: 6, 5`. */
export const toDescription = ({ live, before }: LiveRecord): string =>
  before.length === 0 ? `live: ${live}` : `live: ${live}; before: ${before.join(', ')}`;

/** The record in an alias' description; undefined if the deploy tool did not write it. */
export const parseDescription = (description: string | undefined): LiveRecord | undefined => {
  const match = /^live: (\d+)(?:; before: (\d+(?:, \d+)*))?$/.exec(description ?? '');
  return match?.[1] === undefined
    ? undefined
    : { live: match[1], before: match[2]?.split(', ') ?? [] };
};

/**
 * The record once `to` is live.
 *
 * Going to a version that was live before takes those that came after it out of the record: a
 * version that was rolled back is no candidate for the next rollback. Anything else is a step
 * forward, before which the version that is live now stands.
 */
export const moveTo = ({ live, before }: LiveRecord, to: string): LiveRecord => {
  if (to === live) return { live, before };
  const index = before.indexOf(to);
  if (index !== -1) return { live: to, before: before.slice(index + 1) };
  // Nobody wants the placeholder back, which `$LATEST` was when Terraform made the alias.
  const steps = live === '$LATEST' ? before : [live, ...before];
  return { live: to, before: steps.slice(0, REMEMBERED) };
};

/**
 * What the alias remembers, if it points at `version` now.
 *
 * Somebody may have moved it by other means: that counts as if the deploy tool had done it.
 */
export const recordOf = (version: string, description: string | undefined): LiveRecord =>
  moveTo(parseDescription(description) ?? { live: version, before: [] }, version);
