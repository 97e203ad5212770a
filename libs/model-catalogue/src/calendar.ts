/** A day of the Gregorian calendar. */
export interface Day {
  year: number;
  month: number;
  day: number;
  /** Days since 1970-01-01. */
  number: number;
}

const FORM = /^(\d{4})-(\d{2})-(\d{2})$/;
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Days since 1970-01-01, counted from March so that a leap day is a year's last. */
const dayNumber = (year: number, month: number, day: number): number => {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
};

/** A day written `YYYY-MM-DD`, years 0001 to 9999; `undefined` for any other text. */
export const parseDay = (text: string): Day | undefined => {
  const match = FORM.exec(text);
  if (!match) return undefined;
  const year = Number(match[1]);
  const month = Number(match[2]);
  const day = Number(match[3]);
  const length = month === 2 && isLeap(year) ? 29 : LENGTHS[month - 1];
  if (year === 0 || length === undefined || day < 1 || day > length) return undefined;
  return { year, month, day, number: dayNumber(year, month, day) };
};

/** 1 (Monday) to 7 (Sunday). */
export const weekdayOf = ({ number }: Day): number => ((((number + 3) % 7) + 7) % 7) + 1;
