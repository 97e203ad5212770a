/** Gives the first moment after `after` at which a schedule fires; `undefined` if it never does. */
export type NextFiring = (after: Date) => Date | undefined;

/** A schedule expression that cannot be read. */
export class ScheduleExpressionError extends Error {
  override readonly name = 'ScheduleExpressionError';
}

const unitMs: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Reads `rate(…)`, `cron(…)` (six fields, in UTC) and `at(…)`.
 *
 * @param since when the schedule was made: rates count from there.
 * @throws {ScheduleExpressionError} with what is wrong.
 */
export const parseSchedule = (expression: string, since: Date): NextFiring => {
  const [, kind = '', content = ''] = /^(rate|cron|at)\((.*)\)$/.exec(expression.trim()) ?? [];
  switch (kind) {
    case 'rate':
      return parseRate(content, since);
    case 'at':
      return parseAt(content);
    case 'cron':
      return parseCron(content);
    default:
      throw new ScheduleExpressionError(`Expected rate(…), cron(…) or at(…), found ${expression}`);
  }
};

const parseRate = (content: string, since: Date): NextFiring => {
  const [, count, unit = ''] = /^(\d+) (minute|hour|day)s?$/.exec(content.trim()) ?? [];
  const periodMs = Number(count) * (unitMs[unit] ?? Number.NaN);
  if (!(periodMs > 0)) throw new ScheduleExpressionError(`Not a rate: ${content}`);
  return (after) => {
    const periods = Math.floor((after.getTime() - since.getTime()) / periodMs) + 1;
    return new Date(since.getTime() + Math.max(1, periods) * periodMs);
  };
};

const parseAt = (content: string): NextFiring => {
  const moment = new Date(`${content.trim()}Z`);
  if (Number.isNaN(moment.getTime())) throw new ScheduleExpressionError(`Not a time: ${content}`);
  return (after) => (moment > after ? moment : undefined);
};

const monthNames = [
  'JAN',
  'FEB',
  'MAR',
  'APR',
  'MAY',
  'JUN',
  'JUL',
  'AUG',
  'SEP',
  'OCT',
  'NOV',
  'DEC',
];
const dayNames = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

interface Field {
  min: number;
  max: number;
  names?: readonly string[];
}

/** Tells whether a number is among those that a field of a cron expression names. */
type NumberTest = (value: number) => boolean;

const parseField = (text: string, { min, max, names = [] }: Field): NumberTest => {
  const toNumber = (part: string): number => {
    const index = names.indexOf(part.toUpperCase());
    const value = index >= 0 ? index + min : Number(part);
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    throw new ScheduleExpressionError(`Expected a number from ${min} to ${max}, found ${part}`);
  };
  const tests = text.split(',').map((part): NumberTest => {
    const [range = '', step] = part.split('/');
    const [from = '', to] =
      range === '*' || range === '?' ? [String(min), String(max)] : range.split('-');
    const start = toNumber(from);
    const end = to === undefined ? (step ? max : start) : toNumber(to);
    const stride = step ? Number(step) : 1;
    return (value) => value >= start && value <= end && (value - start) % stride === 0;
  });
  return (value) => tests.some((test) => test(value));
};

/** Day of the month: numbers, `L` (the last), `LW` (the last weekday), `15W` (the weekday nearest to it). */
const parseDayOfMonth = (text: string): ((date: Date) => boolean) => {
  const lastDay = (date: Date) =>
    new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  if (text === 'L') return (date) => date.getUTCDate() === lastDay(date);
  const nearest = text === 'LW' ? 'L' : /^(\d+)W$/.exec(text)?.[1];
  if (nearest) {
    return (date) => {
      const wanted = nearest === 'L' ? lastDay(date) : Number(nearest);
      return date.getUTCDate() === nearestWeekday(date, wanted, lastDay(date));
    };
  }
  const test = parseField(text, { min: 1, max: 31 });
  return (date) => test(date.getUTCDate());
};

const nearestWeekday = (date: Date, day: number, lastDay: number): number => {
  const weekday = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), day)).getUTCDay();
  if (weekday === 6) return day > 1 ? day - 1 : day + 2;
  if (weekday === 0) return day < lastDay ? day + 1 : day - 2;
  return day;
};

/** Day of the week: 1 is Sunday; `6L` the last Friday, `6#3` the third. */
const parseDayOfWeek = (text: string): ((date: Date) => boolean) => {
  const field = { min: 1, max: 7, names: dayNames };
  const [, last] = /^(\w+)L$/.exec(text) ?? [];
  const [, nth, count] = /^(\w+)#([1-5])$/.exec(text) ?? [];
  if (text === 'L') return (date) => date.getUTCDay() === 6;
  const test = parseField(last ?? nth ?? text, field);
  const matches = (date: Date) => test(date.getUTCDay() + 1);
  if (nth) return (date) => matches(date) && Math.ceil(date.getUTCDate() / 7) === Number(count);
  if (!last) return matches;
  return (date) =>
    matches(date) && new Date(date.getTime() + 7 * 86_400_000).getUTCMonth() !== date.getUTCMonth();
};

const horizonDays = 366 * 9;

const parseCron = (content: string): NextFiring => {
  const fields = content.trim().split(/\s+/);
  if (fields.length !== 6) {
    throw new ScheduleExpressionError(
      `Expected six fields (minutes hours day-of-month month day-of-week year), found ${content}`,
    );
  }
  const [minutes, hours, dayOfMonth, month, dayOfWeek, year] = fields as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const isMinute = parseField(minutes, { min: 0, max: 59 });
  const isHour = parseField(hours, { min: 0, max: 23 });
  const isDay = parseDayOfMonth(dayOfMonth);
  const isMonth = parseField(month, { min: 1, max: 12, names: monthNames });
  const isWeekday = parseDayOfWeek(dayOfWeek);
  const isYear = parseField(year, { min: 1970, max: 2199 });
  const isDate = (date: Date) =>
    isYear(date.getUTCFullYear()) &&
    isMonth(date.getUTCMonth() + 1) &&
    isDay(date) &&
    isWeekday(date);

  return (after) => {
    const moment = new Date(after);
    moment.setUTCSeconds(60, 0); // the next full minute
    const lastDay = moment.getTime() + horizonDays * 86_400_000;
    while (moment.getTime() < lastDay) {
      if (!isDate(moment)) {
        moment.setUTCDate(moment.getUTCDate() + 1);
        moment.setUTCHours(0, 0, 0, 0);
      } else if (!isHour(moment.getUTCHours())) {
        moment.setUTCHours(moment.getUTCHours() + 1, 0, 0, 0);
      } else if (!isMinute(moment.getUTCMinutes())) {
        moment.setUTCMinutes(moment.getUTCMinutes() + 1, 0, 0);
      } else {
        return moment;
      }
    }
    return undefined;
  };
};
