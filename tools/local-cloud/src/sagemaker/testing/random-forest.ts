/** Rows of a table that a forest learns in no time: `y` is 1 where `a` is positive. */
export const rows = (count: number): string =>
  ['a,b,y']
    .concat(
      Array.from({ length: count }, (_, index) => {
        const a = ((index * 37) % 201) / 100 - 1;
        return `${a},${index % 7},${a > 0 ? 1 : 0}`;
      }),
    )
    .join('\n');

export const RANDOM_FOREST_IMAGE =
  '123456789012.dkr.ecr.us-east-1.amazonaws.com/ngwaf-test-random-forest:4f2a';

/** What tuning looks for in the image's log. */
export const AUC = { Name: 'validation:auc', Regex: 'validation:auc=([0-9.]+);' };
