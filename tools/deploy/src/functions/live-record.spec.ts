import fc from 'fast-check';
import { moveTo, parseDescription, recordOf, toDescription } from './live-record.ts';

const version = fc.integer({ min: 1, max: 99_999_999 }).map(String);
const record = fc.record({ live: version, before: fc.array(version, { maxLength: 10 }) });

describe('the description of the alias', () => {
  it('gives back every record', () => {
    fc.assert(
      fc.property(record, (given) => {
        expect(parseDescription(toDescription(given))).toEqual(given);
      }),
    );
  });

  it('stays within what Lambda takes', () => {
    fc.assert(
      fc.property(fc.array(version, { minLength: 1, maxLength: 40 }), (versions) => {
        const steps = versions.reduce(moveTo, { live: '$LATEST', before: [] });

        expect(toDescription(steps).length).toBeLessThanOrEqual(256);
      }),
    );
  });

  it.each([undefined, '', 'the live version', 'live: 7; before: ', 'live: 7; before: x'])(
    'of somebody else is no record: %s',
    (description) => {
      expect(parseDescription(description)).toBeUndefined();
    },
  );
});

describe('what was live before', () => {
  const after = (...versions: string[]) =>
    versions.reduce(moveTo, { live: '$LATEST', before: [] }).before;

  it.each([
    ['the first release', ['1'], []],
    ['three releases', ['1', '2', '3'], ['2', '1']],
    ['a rollback', ['1', '2', '3', '2'], ['1']],
    ['two rollbacks', ['1', '2', '3', '2', '1'], []],
    ['a rollback and a release', ['1', '2', '3', '2', '4'], ['2', '1']],
    ['a rollback, a release and a rollback', ['1', '2', '3', '2', '4', '2'], ['1']],
    ['a rollback that is taken back', ['1', '2', '3', '2', '3'], ['2', '1']],
    ['a rollback over several versions', ['1', '2', '3', '4', '1'], []],
    ['the same version again', ['1', '2', '2'], ['1']],
  ])('after %s', (_case, versions, before) => {
    expect(after(...versions)).toEqual(before);
  });
});

describe('recordOf', () => {
  it.each([
    ['as the deploy tool left it', '7', 'live: 7; before: 6, 5', ['6', '5']],
    ['moved back by hand', '5', 'live: 7; before: 6, 5, 4', ['4']],
    ['moved forward by hand', '9', 'live: 7; before: 6', ['7', '6']],
    ['without a record', '7', '', []],
    ['as Terraform made it', '$LATEST', undefined, []],
  ])('an alias %s', (_case, live, description, before) => {
    expect(recordOf(live, description)).toEqual({ live, before });
  });
});
