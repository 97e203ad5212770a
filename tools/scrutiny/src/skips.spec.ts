import { applySkips, parseSkips, readSkips } from './skips.ts';
import { CHECKS } from './checks.ts';

const finding = {
  rule: 'unpinned-uses',
  where: '.github/workflows/main.yml:7',
  message: 'unpinned',
};
const skip = (fields: object) => ({
  check: 'zizmor',
  rule: 'unpinned-uses',
  where: '*',
  reason: 'a reason that a reader can disagree with',
  ...fields,
});

describe('parseSkips', () => {
  it('makes one skip of each rule of a list, so that each is needed by itself', () => {
    const reason = 'because of a reason that is long enough';
    const text = `[{ check: a, rule: [R1, R2], reason: ${reason} }]`;

    expect(parseSkips(text, ['a'])).toEqual([
      { check: 'a', rule: 'R1', where: '*', reason },
      { check: 'a', rule: 'R2', where: '*', reason },
    ]);
  });

  it('takes a skip without a place for one of every place', () => {
    const text = '- { check: zizmor, rule: artipacked, reason: nothing is uploaded by this job }';

    expect(parseSkips(text, ['zizmor'])).toEqual([
      {
        check: 'zizmor',
        rule: 'artipacked',
        where: '*',
        reason: 'nothing is uploaded by this job',
      },
    ]);
  });

  it.each([
    ['no reason', '- { check: zizmor, rule: artipacked }', 'reason'],
    ['an empty reason', '- { check: zizmor, rule: artipacked, reason: ok }', '20 characters'],
    [
      'an unknown check',
      '- { check: zizmo, rule: artipacked, reason: nothing is uploaded by this job }',
      'no check is named "zizmo"',
    ],
    [
      'a misspelt field',
      '- { check: zizmor, rule: artipacked, were: x, reason: nothing is uploaded by this job }',
      'were',
    ],
  ])('refuses %s', (_case, text, message) => {
    expect(() => parseSkips(text, ['zizmor'])).toThrow(message);
  });

  it('accepts the skips of this repository', () => {
    expect(() => readSkips(CHECKS.map(({ name }) => name))).not.toThrow();
  });
});

describe('applySkips', () => {
  it.each([
    ['everywhere', '*'],
    ['in the file', '.github/workflows/main.yml:*'],
    ['at the very place', '.github/workflows/main.yml:7'],
  ])('lets be what is skipped %s', (_case, where) => {
    expect(applySkips([finding], [skip({ where })])).toEqual({
      open: [],
      skipped: [finding],
      unused: [],
    });
  });

  it.each([
    ['another rule', { rule: 'artipacked' }],
    ['another place', { where: '.github/workflows/main.yml' }],
    ['a place in which its point stands for any letter', { where: '.github/workflows/main-yml:7' }],
  ])('keeps what is skipped for %s, and says that the skip is unused', (_case, fields) => {
    expect(applySkips([finding], [skip(fields)])).toEqual({
      open: [finding],
      skipped: [],
      unused: [skip(fields)],
    });
  });
});
