import { dayAfter, money, toCsv, type Cell } from './csv.ts';
import { sigmoid, type Random } from './random.ts';

const PERSON = ['user_id', 'gender', 'continent', 'age'];
const SPORTS = [
  'fOAvgStake',
  'lAAvgStake',
  'fOAvgTotalWinnings',
  'lAAvgTotalWinnings',
  'fOTotalActiveDays',
  'lATotalActiveDays',
  'recency_bet_sportsFO',
  'recency_bet_sportsLA',
];
const POKER = ['poker_Sell', 'poker_Buy', 'profit_Poker', 'recency_Poker'];
const ofProduct = (name: string, bets: string) => [
  `${name}_max_stakes`,
  `${name}_mean_${bets}`,
  `${name}_mean_Stakes`,
  `${name}_mean_Winnings`,
  `${name}_LOS`,
];
const HEADER = [
  ...PERSON,
  ...SPORTS,
  ...POKER,
  ...ofProduct('games', 'bets'),
  ...ofProduct('casino', 'bets'),
  ...ofProduct('supertoto', 'Bets'),
];
/** Days from February to September 2005. */
const DAYS = 242;
const OBSERVED_UNTIL = '2005-09-30';
const GAP_DAYS = 14;
const HORIZON_DAYS = 180;

const NO_POKER: Cell[] = [null, null, null, null];
const NO_PRODUCT: Cell[] = [null, null, null, null, null];

/** What a user does with a product, the more the larger the drive. */
const product = (random: Random, scale: number, drive: number): Cell[] => {
  const stake = scale * Math.exp(0.5 * drive + random.normal());
  return [
    money(stake * (2 + 4 * random.uniform())),
    money(1 + 20 * Math.exp(0.4 * drive + 0.8 * random.normal())),
    money(stake),
    money(stake * (0.85 + 0.2 * random.normal() ** 2)),
    random.whole(1, DAYS),
  ];
};

const poker = (random: Random, drive: number): Cell[] => {
  const bought = money(60 * Math.exp(0.6 * drive + 1.2 * random.normal()));
  const sold = money(bought * (0.7 + 0.6 * random.uniform()));
  return [sold, bought, money(sold - bought), random.whole(1, DAYS)];
};

const sports = (random: Random, drive: number) => {
  const stake = 4 * Math.exp(0.6 * drive + 0.9 * random.normal());
  const days = Math.min(DAYS, Math.round(60 * Math.exp(0.5 * drive + 0.6 * random.normal())));
  const playsLive = random.chance(sigmoid(0.2 + 0.7 * drive));
  const liveStake = playsLive ? 3 * Math.exp(0.7 * drive + 0.9 * random.normal()) : 0;
  const liveDays = playsLive ? Math.min(days, Math.round(days * random.uniform())) : 0;
  const won = 0.6 + 0.35 * random.uniform();
  return {
    lost: 1 - won,
    live: liveDays / Math.max(1, days),
    stake,
    cells: [
      ...[money(stake), money(liveStake), money(stake * won), money(liveStake * won)],
      ...[days, liveDays, random.whole(1, DAYS), playsLive ? random.whole(1, DAYS) : 0],
    ] as Cell[],
  };
};

const EVENTS = [
  ['self-exclusion', 4],
  ['limit-lowered', 3],
  ['partial-block', 2],
  ['problem-reported', 2],
] as const;

/**
 * A user's behaviour over eight months and, as anchors, what happened to some users later.
 *
 * Made up: one hidden drive makes stakes, live betting, casino and poker likelier, and with losses and
 * youth it makes an event in the half year after likelier too.
 */
export const gamblingBehaviour = (random: Random, rows: number) => {
  const anchors: Cell[][] = [];
  const records = Array.from({ length: rows }, (_, index): Cell[] => {
    const id = 1_300_000 + index;
    const drive = random.normal();
    const isWoman = random.chance(0.09);
    const age = Math.round(18 + Math.abs(random.normal()) * 14);
    const betting = sports(random, drive);
    const takesCasino = random.chance(
      sigmoid(-2.3 + 1.1 * drive + 1.2 * betting.live + (isWoman ? 0.5 : 0) + 0.015 * (age - 28)),
    );
    const harm = -3.2 + 1.1 * drive + 3 * betting.lost + 0.8 * betting.live + 0.03 * (30 - age);
    const happens = random.chance(sigmoid(harm + (takesCasino ? 0.7 : 0)));
    // A few of them while the features are observed, or in the gap: they cannot be learned from.
    const delay = random.chance(0.08)
      ? -random.whole(-GAP_DAYS, 60)
      : random.whole(GAP_DAYS + 1, GAP_DAYS + HORIZON_DAYS);
    if (happens) anchors.push([id, dayAfter(OBSERVED_UNTIL, delay), random.pick(EVENTS)]);
    else if (random.chance(0.03)) {
      anchors.push([id, dayAfter(OBSERVED_UNTIL, random.whole(1, HORIZON_DAYS)), 'account-closed']);
    }
    return [
      ...[id, isWoman ? 'Female' : 'Male'],
      random.chance(0.93) ? 'Europe' : 'Asia',
      random.chance(0.04) ? null : age,
      ...betting.cells,
      ...(random.chance(sigmoid(-3 + 0.9 * drive)) ? poker(random, drive) : NO_POKER),
      ...(random.chance(sigmoid(-2.4 + 0.6 * drive)) ? product(random, 25, drive) : NO_PRODUCT),
      ...(takesCasino ? product(random, 120, drive) : NO_PRODUCT),
      ...(random.chance(0.02) ? product(random, 1.3, drive) : NO_PRODUCT),
    ];
  });
  // Until when events were collected: nobody is known not to have had a later one.
  anchors.push(['collected', dayAfter(OBSERVED_UNTIL, GAP_DAYS + HORIZON_DAYS + 30), 'collected']);
  return {
    records: toCsv(HEADER, records),
    anchors: toCsv(['user_id', 'date', 'event'], anchors),
  };
};
