import { parseFunctionNames } from './names.ts';

it('takes each function once', () => {
  expect(parseFunctionNames(['sm-serving', 'exit-notebook', 'sm-serving'])).toEqual([
    'sm-serving',
    'exit-notebook',
  ]);
});

it('says which function may have been meant', () => {
  expect(() => parseFunctionNames(['sm-servin'])).toThrow(
    /no function "sm-servin"; did you mean sm-serving\? There are: .*exit-notebook/,
  );
});
