import { findModel, isRecordModel } from './models.ts';
import { planOf, toFeatures } from './to-features.ts';

const found = findModel('before-initial-deposit-problem-gambling');
if (!found || !isRecordModel(found)) throw new Error('there is no such model');
const entry = found;

const record = {
  user_id: '42',
  country: 'Germany',
  language: 'german',
  gender: 'f',
  birth_year: 1980,
  registration_date: '2008-02-29',
  first_deposit_date: '2008-03-01',
};

/** Features by name. */
const named = (given: object): Record<string, number | null> => {
  const result = toFeatures(entry, given);
  if ('errors' in result) throw new Error(JSON.stringify(result.errors));
  return Object.fromEntries(
    planOf(entry).names.map((name, index) => [name, result.values[index] ?? null]),
  );
};

describe('toFeatures', () => {
  it('computes what the model sees', () => {
    expect(named(record)).toMatchObject({
      age: 28,
      gender: 1,
      'country=germany': 1,
      'country=other': 0,
      days_to_deposit: 1,
    });
  });

  it('gives numbers or null, as many as there are names, for a record that is all empty', () => {
    const empty = Object.fromEntries(Object.keys(record).map((name) => [name, '']));
    const result = toFeatures(entry, { ...empty, user_id: 'u' });

    expect(result).toEqual({
      id: 'u',
      values: planOf(entry).names.map((name) => (name.includes('=') ? 0 : null)),
    });
  });

  it.each<[string, object, string, string]>([
    ['no id', { user_id: '' }, 'user_id', 'found ""'],
    ['an id of two lines', { user_id: 'a\nb' }, 'user_id', '1 to 128 characters'],
    ['a broken number as an id', { user_id: 1.5 }, 'user_id', 'or a whole number'],
    ['a missing column', { country: undefined }, 'country', 'found nothing'],
    ['a number as text', { birth_year: 'abc' }, 'birth_year', 'a whole number from 1850 to 2100'],
    ['a broken number', { birth_year: 1980.5 }, 'birth_year', 'found 1980.5'],
    ['NaN', { birth_year: NaN }, 'birth_year', 'found NaN'],
    ['an array', { country: ['germany'] }, 'country', 'found an array'],
    ['true', { gender: true }, 'gender', 'found true'],
    ['no day of the calendar', { registration_date: '2006-02-30' }, 'registration_date', '"2006'],
    ['a date as a number', { registration_date: 20060201 }, 'registration_date', 'YYYY-MM-DD'],
    ['a field too many', { rg: 1 }, 'rg', 'unknown field; the fields are user_id, country'],
    ['a prototype', JSON.parse('{"__proto__": 1}') as object, '__proto__', 'unknown field'],
  ])('refuses %s by field and expectation', (_case, fields, field, message) => {
    expect(toFeatures(entry, { ...record, ...fields })).toEqual({
      errors: [{ field, message: expect.stringContaining(message) as string }],
    });
  });

  it.each([null, [], 'text', 5, undefined])('refuses what is no object: %j', (value) => {
    expect(toFeatures(entry, value)).toMatchObject({ errors: [{ field: '' }] });
  });

  it('names every field that is wrong', () => {
    const result = toFeatures(entry, { ...record, birth_year: 'x', gender: {}, more: 1 });

    expect('errors' in result && result.errors.map(({ field }) => field)).toEqual([
      'gender',
      'birth_year',
      'more',
    ]);
  });
});
