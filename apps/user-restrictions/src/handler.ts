import { userIdSchema, type UserRestrictions } from '@ngwaf/contracts';
import { httpHandler, httpRoutes, type Logger } from '@ngwaf/lambda-kit';
import * as z from 'zod/mini';

/** What the route needs; `main.ts` supplies the real ones, specs supply fakes. */
export interface UserRestrictionsPorts {
  /** What holds for a user at a time; nothing for one of whom nothing was ever said. */
  find(userId: string, now: Date): Promise<UserRestrictions>;
  now(): Date;
}

const request = z.object({ pathParameters: z.object({ user_id: userIdSchema }) });

export const createHandler = (ports: UserRestrictionsPorts, logger?: Logger) =>
  httpRoutes({
    'GET /users/{user_id}/restrictions': httpHandler(
      request,
      ({ pathParameters }) => ports.find(pathParameters.user_id, ports.now()),
      logger ? { logger } : {},
    ),
  });
