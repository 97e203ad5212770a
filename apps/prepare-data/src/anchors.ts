import type { Labelling } from '@ngwaf/model-catalogue';

import type { CsvRow } from './csv-rows.ts';

export type AnchorLabelling = Extract<Labelling, { kind: 'anchor' }>;

/** Columns of `anchors/*.csv`. */
export const ANCHOR_COLUMNS = ['user_id', 'date', 'event'] as const;

const DAY_MS = 86_400_000;

/** Days since 1970-01-01 of a day of the calendar; `undefined` for any other text. */
export const dayNumber = (text: string): number | undefined => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const time = Date.parse(`${text}T00:00:00Z`);
  // JavaScript takes 30 February for 2 March.
  const isDay = !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
  return isDay ? time / DAY_MS : undefined;
};

interface Events {
  /** First day of an event that makes the label 1. */
  first?: number;
  /** First day after which nothing is known of the user. */
  censored?: number;
}

/** Why a row is not used. */
export type Dropped = 'unlabelled' | 'censored' | 'known_before';

/** What happened to users, as far as labels need it: a day or two for each user. */
export const createAnchors = (labelling: AnchorLabelling) => {
  const positive = new Set(labelling.events);
  const censoring = new Set(labelling.censoredBy);
  const users = new Map<string, Events>();
  let lastDay = -Infinity;

  const note = (user: string, kind: keyof Events, day: number) => {
    const events = users.get(user) ?? {};
    events[kind] = Math.min(events[kind] ?? Infinity, day);
    users.set(user, events);
  };

  return {
    /** Takes a row in; answers what is wrong with it. */
    add: ({ values, found, expected }: CsvRow): { field: string; message: string } | undefined => {
      if (!values) return { field: '', message: `expected ${expected} values, found ${found}` };
      const { user_id: user = '', date = '', event = '' } = values;
      const day = dayNumber(date);
      if (day === undefined) {
        return {
          field: 'date',
          message: `expected a day as YYYY-MM-DD, found ${date.slice(0, 60)}`,
        };
      }
      lastDay = Math.max(lastDay, day);
      if (positive.has(event)) note(user, 'first', day);
      if (censoring.has(event)) note(user, 'censored', day);
      return undefined;
    },

    /**
     * The label of a user who was observed until a day.
     *
     * The events were collected until the day of the last of them, whatever it is and whomever it
     * is about: nobody is known not to have had an event later.
     */
    label: (user: string, observedUntil: number): 0 | 1 | Dropped => {
      const begin = observedUntil + labelling.gapDays;
      const end = begin + labelling.horizonDays;
      const { first = Infinity, censored = Infinity } = users.get(user) ?? {};
      if (first <= begin) return 'known_before';
      if (first <= end) return 1;
      return Math.min(censored, lastDay) < end ? 'censored' : 0;
    },
  };
};
export type Anchors = ReturnType<typeof createAnchors>;
