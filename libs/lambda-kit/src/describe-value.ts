const MAX_SHOWN = 60;

/** A value in a few words, as error messages say what they found; long texts are cut. */
export const describeValue = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (value === '') return 'an empty string';
  if (typeof value === 'string') {
    return value.length > MAX_SHOWN
      ? `a string of ${value.length} characters`
      : JSON.stringify(value);
  }
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value);
    if (keys.length === 0) return 'an empty object';
    const shown = keys.slice(0, 3).map((key) => key.slice(0, MAX_SHOWN));
    return `an object with ${shown.join(', ')}${keys.length > shown.length ? ', …' : ''}`;
  }
  return JSON.stringify(value) ?? typeof value;
};
