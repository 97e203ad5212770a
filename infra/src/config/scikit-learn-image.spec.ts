import { SCIKIT_LEARN_ACCOUNTS, SCIKIT_LEARN_TAG } from './scikit-learn-image.ts';

it('names an account of twelve digits for every region', () => {
  for (const [region, account] of Object.entries(SCIKIT_LEARN_ACCOUNTS)) {
    expect(region).toMatch(/^[a-z]{2}-[a-z]+-\d$/);
    expect(account).toMatch(/^\d{12}$/);
  }
});

it('is an image for processors without a graphics card', () => {
  expect(SCIKIT_LEARN_TAG).toMatch(/-cpu-py3$/);
});
