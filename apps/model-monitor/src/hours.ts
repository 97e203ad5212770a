import { histogramSchema } from '@ngwaf/contracts';
import * as z from 'zod/mini';

export const HOUR_MS = 3_600_000;

/** Drift is measured over the last day: enough predictions, and every time of day in it. */
export const WINDOW_HOURS = 24;

/** An hour is counted again until it lies this far back: deliveries may come late. */
const SETTLED_AFTER_MS = 2 * HOUR_MS;

/** What was counted of one hour. */
export const countedHourSchema = z.object({
  /** All predictions of the hour. */
  predictions: z.int(),
  /** Those of the version, of a sample, by feature. */
  features: z.record(z.string(), histogramSchema),
  scores: z.optional(histogramSchema),
  counted_at: z.iso.datetime(),
});
export type CountedHour = z.infer<typeof countedHourSchema>;

/** What the monitor remembers of a model: hours by their beginning. */
export const monitoringStateSchema = z.object({
  version: z.string(),
  hours: z.record(z.string(), countedHourSchema),
});
export type MonitoringState = z.infer<typeof monitoringStateSchema>;

/** The beginning of a time's hour. */
export const hourOf = (milliseconds: number): string =>
  new Date(Math.floor(milliseconds / HOUR_MS) * HOUR_MS).toISOString();

/** The hours of the window, the newest and unfinished one first. */
export const windowOf = (now: Date): string[] =>
  Array.from({ length: WINDOW_HOURS }, (_, back) => hourOf(now.getTime() - back * HOUR_MS));

/** Whether an hour was over for long enough when it was counted, so that it needs no counting again. */
export const isSettled = (hour: string, { counted_at }: CountedHour): boolean =>
  Date.parse(counted_at) - Date.parse(hour) >= HOUR_MS + SETTLED_AFTER_MS;
