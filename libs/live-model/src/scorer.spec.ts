import { ModelUnavailableError } from './errors.ts';
import { createScorer, type ScorerParts } from './scorer.ts';

const answer = { predictions: [0.5], model: 'base-1', threshold: 0.5 };
const made: string[] = [];
const partsOf = (faults: { endpoint?: Error; inProcess?: Error } = {}): ScorerParts => {
  const part = (name: 'endpoint' | 'inProcess') => () => {
    made.push(name);
    const fault = faults[name];
    return fault ? () => Promise.reject(fault) : () => Promise.resolve(answer);
  };
  return {
    endpoint: part('endpoint'),
    inProcess: part('inProcess'),
    onFallback: () => undefined,
    now: () => 0,
  };
};

beforeEach(() => void made.splice(0));

describe('a mode', () => {
  it.each([
    ['endpoint', ['endpoint'], 'endpoint'],
    ['in-process', ['inProcess'], 'in-process'],
    ['endpoint-with-fallback', ['endpoint', 'inProcess'], 'endpoint'],
  ] as const)('%s makes what it needs and nothing else', async (mode, parts, scoredBy) => {
    const score = createScorer(mode, partsOf());

    expect(await score({ instances: ['a'] })).toEqual({ ...answer, scoredBy });
    expect(made).toEqual(parts);
  });

  it.each([
    ['endpoint', 'too slow'],
    ['in-process', 'The model is not available right now; try again'],
    ['endpoint-with-fallback', 'too slow'],
  ] as const)('%s tells why nothing can score', async (mode, message) => {
    const faults = { endpoint: new Error('too slow'), inProcess: new ModelUnavailableError() };

    await expect(createScorer(mode, partsOf(faults))({ instances: ['a'] })).rejects.toThrow(
      message,
    );
  });

  it('endpoint-with-fallback scores in process when the endpoint is too slow', async () => {
    const score = createScorer(
      'endpoint-with-fallback',
      partsOf({ endpoint: new Error('too slow') }),
    );

    expect(await score({ instances: ['a'] })).toEqual({ ...answer, scoredBy: 'in-process' });
  });
});
