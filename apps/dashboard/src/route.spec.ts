import fc from 'fast-check';
import { hrefOf, parseRoute } from './route.ts';

it.each([
  ['', { view: 'jobs' }],
  ['#', { view: 'jobs' }],
  ['#/', { view: 'jobs' }],
  ['#/jobs', { view: 'jobs' }],
  ['#/score', { view: 'score' }],
  ['#/retrain', { view: 'retrain' }],
  ['#/label', { view: 'label' }],
  ['#/label/a-model', { view: 'label', model: 'a-model' }],
  ['#/nowhere', { view: 'jobs' }],
  ['#/jobs/%E0%A4%A', { view: 'job', jobKey: '%E0%A4%A' }],
  ['#main', undefined],
])('%s is the route %j', (hash, route) => {
  expect(parseRoute(hash)).toEqual(route);
});

it('gives back every job whose address it makes', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (jobKey) => {
      expect(parseRoute(hrefOf({ view: 'job', jobKey }))).toEqual({ view: 'job', jobKey });
    }),
  );
});

it('gives back every model whose address it makes', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (model) => {
      expect(parseRoute(hrefOf({ view: 'label', model }))).toEqual({ view: 'label', model });
    }),
  );
});
