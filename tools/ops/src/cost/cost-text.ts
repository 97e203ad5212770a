import { PRICES } from './prices.ts';
import { total, type CostEstimate, type CostLine } from './estimate.ts';

const dollars = (usd: number): string => (usd < 0.1 ? usd.toFixed(3) : usd.toFixed(2));

const block = (title: string, lines: readonly CostLine[]): string => {
  const sum = total(lines);
  const rows = [
    ...lines.map(({ what, how, usd }) => [what, usd === undefined ? '?' : dollars(usd), how]),
    ['together', dollars(sum.usd), sum.isComplete ? '' : 'and what has no price above'],
  ];
  const [width, moneyWidth] = [0, 1].map((column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const text = rows.map(([what = '', usd = '', how = '']) =>
    `  ${what.padEnd(width ?? 0)}  ${usd.padStart(moneyWidth ?? 0)}  ${how}`.trimEnd(),
  );
  return [title, ...text].join('\n');
};

/** An estimate as text; `region` is where the environment is, if that is known. */
export const costText = (estimate: CostEstimate, region: string | undefined): string =>
  [
    `What ${estimate.environment} costs, in USD (prices of ${estimate.region}, ${estimate.asOf}, without tax and free tiers)`,
    block(`At idle, a month`, estimate.idleMonth),
    block('One retraining of the WAF', estimate.retraining),
    ...(estimate.modelTrainings.length === 0
      ? []
      : [
          block(
            'One training of each model of the framework, on little data',
            estimate.modelTrainings,
          ),
        ]),
    block('A million predictions', estimate.millionPredictions),
    [
      ...(region === undefined || region === estimate.region
        ? []
        : [`Prices in ${region} differ: there is no table for it here.`]),
      ...(estimate.unpriced.length === 0
        ? []
        : [`Not in the price table: ${estimate.unpriced.join(', ')}.`]),
      'Not counted: what buckets, table, logs and traces hold and take in (cents at first), data transfer.',
      `Where each price is from: cost --json. What counts is AWS's own page: ${PRICES.pages}`,
    ].join('\n'),
  ].join('\n\n');
