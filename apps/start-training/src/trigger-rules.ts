import { hasEnded, type Job } from '@ngwaf/contracts';
import type { Trigger } from '@ngwaf/model-catalogue';

/** What starts a training by itself. */
export type Cause = { by: 'schedule' } | { by: 'alarm'; alarm: string; trigger: Trigger };

/** The data set as it is now. */
export interface CurrentData {
  bytes: number;
  sha256: string;
}

const HOUR_MS = 3_600_000;

/**
 * About how many rows the data set has more than that of an earlier job, by its size and the length
 * of the earlier rows; `undefined` where the earlier rows were never counted.
 */
export const newRows = ({ bytes }: CurrentData, { data_set }: Job): number | undefined => {
  const rows = Object.values(data_set?.rows ?? {}).reduce((sum, count) => sum + count, 0);
  if (!data_set || rows === 0) return undefined;
  return Math.floor((bytes - data_set.bytes) / (data_set.bytes / rows));
};

/**
 * Why no training is to start by itself now; `undefined`: one is.
 *
 * A schedule asks for nothing where nothing has changed since the last training that came to its
 * end. An alarm that rings again within its cooldown is the same incident, and without new data the
 * same training would give the same model.
 *
 * @param last the model's last job, whatever started it.
 */
export const reasonAgainst = (
  cause: Cause,
  last: Job | undefined,
  data: CurrentData,
  now: Date,
): string | undefined => {
  if (!last) return undefined;
  if (!hasEnded(last.status)) return `${last.job_key} runs`;
  if (cause.by === 'schedule') {
    const isSame = last.status === 'success' && last.data_set?.sha256 === data.sha256;
    return isSame ? `nothing has changed in the data since ${last.job_key}` : undefined;
  }
  const { cooldownHours, minNewRows } = cause.trigger;
  const hours = (now.getTime() - Date.parse(last.created_at)) / HOUR_MS;
  if (hours < cooldownHours) {
    return `${last.job_key} began ${hours.toFixed(1)} h ago, and the cooldown is ${cooldownHours} h`;
  }
  const rows = newRows(data, last);
  return minNewRows > 0 && rows !== undefined && rows < minNewRows
    ? `about ${Math.max(0, rows)} rows are new since ${last.job_key}, and ${minNewRows} are asked for`
    : undefined;
};
