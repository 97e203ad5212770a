import type { Column } from '../schema/column.ts';
import type { Feature } from '../schema/feature.ts';

const number = (name: string): Column => ({ name, type: 'number' });
const days = (name: string): Column => ({ name, type: 'number', min: 0, max: 10_000 });

/** Who a user is. */
const PERSON: Column[] = [
  { name: 'gender', type: 'text' },
  { name: 'continent', type: 'text' },
  { name: 'age', type: 'number', min: 0, max: 130 },
];

/** Betting on sports (FO: fixed odds, LA: live action), per user over the months observed. */
const SPORTS: Column[] = [
  number('fOAvgStake'),
  number('lAAvgStake'),
  number('fOAvgTotalWinnings'),
  number('lAAvgTotalWinnings'),
  days('fOTotalActiveDays'),
  days('lATotalActiveDays'),
  days('recency_bet_sportsFO'),
  days('recency_bet_sportsLA'),
];

const POKER: Column[] = [
  number('poker_Sell'),
  number('poker_Buy'),
  number('profit_Poker'),
  days('recency_Poker'),
];

/** Columns of a product by its prefix; empty for who never used it. */
const product = (prefix: string, means = `${prefix}_mean`): Column[] => [
  number(`${prefix}_max_stakes`),
  number(means === 'supertoto_mean' ? 'supertoto_mean_Bets' : `${means}_bets`),
  number(`${means}_Stakes`),
  number(`${means}_Winnings`),
  days(`${prefix}_LOS`),
];

const GAMES = product('games');
const CASINO = product('casino');
const SUPERTOTO = product('supertoto');

/** All columns of the behaviour data but the id, in its order. */
export const BEHAVIOUR_COLUMNS = [
  ...PERSON,
  ...SPORTS,
  ...POKER,
  ...GAMES,
  ...CASINO,
  ...SUPERTOTO,
];

/** The same without those of the casino, which only its players have. */
export const BEHAVIOUR_COLUMNS_WITHOUT_CASINO = BEHAVIOUR_COLUMNS.filter(
  (column) => !CASINO.includes(column),
);

const FEATURES_OF_PERSON: Feature[] = [
  { kind: 'lookup', column: 'gender', table: { male: 0, female: 1 }, otherwise: null },
  {
    kind: 'one-hot',
    column: 'continent',
    values: ['Europe', 'Asia'],
  },
  { kind: 'number', column: 'age' },
];

const logs = (columns: Column[]): Feature[] =>
  columns.map(({ name }) => ({ kind: 'log1p', column: name }));

const FEATURES_OF_SPORTS: Feature[] = [
  ...logs(SPORTS),
  { kind: 'ratio', of: 'fOAvgTotalWinnings', by: 'fOAvgStake' },
  { kind: 'ratio', of: 'lAAvgTotalWinnings', by: 'lAAvgStake' },
  { kind: 'ratio', of: 'lATotalActiveDays', by: 'fOTotalActiveDays' },
  { kind: 'difference', of: 'fOAvgTotalWinnings', minus: 'fOAvgStake' },
  { kind: 'difference', of: 'lAAvgTotalWinnings', minus: 'lAAvgStake' },
];

/** What is seen of a product that few use. */
const featuresOf = (columns: Column[], first: string): Feature[] => [
  { kind: 'missing', column: first },
  ...logs(columns),
];

/** Features of {@link BEHAVIOUR_COLUMNS_WITHOUT_CASINO}. */
export const BEHAVIOUR_FEATURES_WITHOUT_CASINO: Feature[] = [
  ...FEATURES_OF_PERSON,
  ...FEATURES_OF_SPORTS,
  ...featuresOf(POKER, 'poker_Buy'),
  ...featuresOf(GAMES, 'games_LOS'),
  ...featuresOf(SUPERTOTO, 'supertoto_LOS'),
];

/** Features of {@link BEHAVIOUR_COLUMNS}. */
export const BEHAVIOUR_FEATURES: Feature[] = [
  ...BEHAVIOUR_FEATURES_WITHOUT_CASINO,
  ...featuresOf(CASINO, 'casino_LOS'),
];
