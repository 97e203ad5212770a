import { JOB_RECORD_TYPE, JOB_TABLE_KEYS } from '@ngwaf/contracts';
import * as z from 'zod/mini';

import { InvalidNextTokenError } from './errors.ts';
import type { Item } from './items.ts';

/** Where a page ended: the last job on it. */
export const positionSchema = z.object({ job_key: z.string(), created_at: z.string() });
export type PagePosition = z.infer<typeof positionSchema>;

const tokenSchema = z.tuple([z.iso.datetime(), z.string().check(z.minLength(1), z.maxLength(63))]);

/** A position as callers carry it. */
export const toNextToken = ({ created_at, job_key }: PagePosition): string =>
  Buffer.from(JSON.stringify([created_at, job_key])).toString('base64url');

/**
 * The index key after which the next page begins; of the index by model where one is given.
 *
 * @throws {InvalidNextTokenError} the token is not one of ours.
 */
export const fromNextToken = (token: string, model?: string): Item => {
  try {
    const json: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    const [createdAt, jobKey] = tokenSchema.parse(json);
    const { byCreation, byModel } = JOB_TABLE_KEYS;
    return {
      [JOB_TABLE_KEYS.partition]: jobKey,
      ...(model === undefined
        ? { [byCreation.partition]: JOB_RECORD_TYPE, [byCreation.sort]: createdAt }
        : { [byModel.partition]: model, [byModel.sort]: createdAt }),
    };
  } catch {
    throw new InvalidNextTokenError();
  }
};
