/** One step of a path: members by name, one of an array, or a range of it. */
type Step = { names: string[] } | { index: number } | { from?: number; to?: number };

/** Picks parts of a record. */
export type Selection = (record: unknown) => unknown;

const STEP = /^(?:\.(\w+)|\[('[^']*'(?:\s*,\s*'[^']*')*)\]|\[(-?\d*):(-?\d*)\]|\[(-?\d+)\])/;

/**
 * A JSONPath as transform jobs filter records by: `$`, `$.a.b`, `$['a','b']`, `$[1]`, `$[-1]`, `$[1:]`.
 *
 * Several names give an object of them, a range gives an array, as the service does it.
 *
 * @returns `undefined` for a path of another form.
 */
export const parseSelection = (path: string): Selection | undefined => {
  if (!path.startsWith('$')) return undefined;
  const steps: Step[] = [];
  for (let rest = path.slice(1); rest !== '';) {
    const match = STEP.exec(rest);
    if (!match) return undefined;
    steps.push(stepOf(match));
    rest = rest.slice(match[0].length);
  }
  return (record) => steps.reduce(take, record);
};

const stepOf = ([, name, names, from, to, index]: RegExpExecArray): Step => {
  if (name !== undefined) return { names: [name] };
  if (names !== undefined)
    return { names: [...names.matchAll(/'([^']*)'/g)].map(([, one]) => one!) };
  if (index !== undefined) return { index: Number(index) };
  return { ...(from && { from: Number(from) }), ...(to && { to: Number(to) }) };
};

const take = (value: unknown, step: Step): unknown => {
  if ('names' in step) {
    const members = (value ?? {}) as Record<string, unknown>;
    const [only] = step.names;
    if (step.names.length === 1 && only !== undefined) return members[only];
    return Object.fromEntries(step.names.map((name) => [name, members[name]]));
  }
  const items = Array.isArray(value) ? value : [];
  return 'index' in step ? items.at(step.index) : items.slice(step.from, step.to);
};
