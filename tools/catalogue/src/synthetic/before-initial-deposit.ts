import { dayAfter, toCsv } from './csv.ts';
import { sigmoid, type Random } from './random.ts';

/** Countries with their languages, how common they are, and what they add to the risk. */
const COUNTRIES = [
  ['germany', 'german', 40, 0.1],
  ['france', 'french', 8, 0.4],
  ['poland', 'polish', 8, -0.4],
  ['spain', 'spanish', 8, 0.1],
  ['austria', 'german', 6, 0.2],
  ['greece', 'greek', 5, -0.2],
  ['portugal', 'portuguese', 5, -0.4],
  ['italy', 'italian', 3, 0],
  ['hungary', 'hungarian', 3, -0.2],
  ['switzerland', 'german', 3, 0.3],
  ['united_kingdom', 'english', 3, 0.5],
  ['turkey', 'turkish', 3, 0.3],
  ['denmark', 'english', 2, 0],
] as const;

const HEADER = [
  'user_id',
  'rg',
  'country',
  'language',
  'gender',
  'birth_year',
  'registration_date',
  'first_deposit_date',
];

/**
 * Users before their first deposit, with whether an intervention came later (`rg`).
 *
 * Made up: younger users, some countries, and who deposits at once are at more risk.
 */
export const beforeInitialDeposit = (random: Random, rows: number): string =>
  toCsv(
    HEADER,
    Array.from({ length: rows }, (_, index) => {
      const [country, mainLanguage, , risk] = random.pick(
        COUNTRIES.map((each) => [each, each[2]] as const),
      );
      const language = random.chance(0.93) ? mainLanguage : 'english';
      const isWoman = random.chance(0.1);
      const registered = random.whole(0, 1400);
      const age = Math.round(18 + Math.abs(random.normal()) * 13);
      const wait = random.chance(0.6) ? 0 : Math.round(-Math.log(1 - random.uniform()) * 60);
      const registration = dayAfter('2006-01-01', registered);
      const logit =
        -0.2 +
        risk +
        0.055 * (30 - age) +
        (wait === 0 ? 0.55 : -0.35 * Math.log1p(wait / 7)) +
        (isWoman ? 0.3 : 0) +
        (language === mainLanguage ? 0 : 0.4);
      return [
        5_000_000 + index,
        random.chance(sigmoid(logit)) ? 1 : 0,
        country,
        language,
        // Some cells are empty, as in data of operators.
        random.chance(0.02) ? null : isWoman ? 'f' : 'm',
        random.chance(0.02) ? null : 2006 + Math.floor(registered / 365) - age,
        registration,
        random.chance(0.02) ? null : dayAfter(registration, wait),
      ];
    }),
  );
