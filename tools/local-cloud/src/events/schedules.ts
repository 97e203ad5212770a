import type { MotoClient } from '../gateway/moto-client.ts';
import type { EventBusOptions } from './event-bus.ts';
import type { Rules } from './rules.ts';
import { parseSchedule, type NextFiring } from './schedule-expression.ts';
import { shapeInput } from './target-input.ts';
import type { TargetOptions, Targets } from './targets.ts';

/** Fires scheduled rules and EventBridge Scheduler's schedules. */
export interface Schedules {
  /** To be called whenever a rule or schedule may have changed. */
  refresh(): void;
  close(): void;
}

export interface SchedulesOptions extends Pick<EventBusOptions, 'region' | 'accountId' | 'log'> {
  moto: MotoClient;
  rules: Rules;
  targets: Targets;
}

/** Something that fires on a schedule. */
interface Timer {
  /** Changes whenever the timer is another one. */
  identity: string;
  expression: string;
  fire(): Promise<void>;
  /** Removes it after its last firing, where that is asked for. */
  complete?(): Promise<void>;
}

interface ScheduleRecord {
  Arn: string;
  Name: string;
  GroupName: string;
  State: string;
  ScheduleExpression: string;
  ActionAfterCompletion?: string;
  Target: TargetOptions & { Input?: string };
}

const tickMs = 1_000;

export const createSchedules = (options: SchedulesOptions): Schedules => {
  const { moto, rules, targets } = options;
  const running = new Map<string, { timer: Timer; next: NextFiring; at: Date | undefined }>();
  // moto starts without rules and schedules.
  let isStale = false;
  let isClosed = false;

  const ruleTimers = async (): Promise<Timer[]> =>
    (await rules.all()).flatMap((rule): Timer[] => {
      if (!rule.isEnabled || !rule.scheduleExpression) return [];
      const event = () => ({
        version: '0',
        id: crypto.randomUUID(),
        'detail-type': 'Scheduled Event',
        source: 'aws.events',
        account: options.accountId,
        time: `${new Date().toISOString().slice(0, 19)}Z`,
        region: options.region,
        resources: [rule.arn],
        detail: {},
      });
      const fire = async () => {
        const fired = event();
        await Promise.all(
          rule.targets.map((target) =>
            targets.deliver(target, shapeInput(fired, target), rule.arn),
          ),
        );
      };
      return [{ identity: JSON.stringify(rule), expression: rule.scheduleExpression, fire }];
    });

  const scheduleTimers = async (): Promise<Timer[]> => {
    const { body } = await moto.rest('scheduler', 'GET', '/schedules?MaxResults=100');
    const { Schedules: listed = [] } = JSON.parse(body.toString()) as {
      Schedules?: Pick<ScheduleRecord, 'Name' | 'GroupName'>[];
    };
    const schedules = await Promise.all(
      listed.map(async ({ Name, GroupName }) => {
        const path = `/schedules/${encodeURIComponent(Name)}?groupName=${encodeURIComponent(GroupName)}`;
        const answer = await moto.rest('scheduler', 'GET', path);
        return JSON.parse(answer.body.toString()) as ScheduleRecord;
      }),
    );
    return schedules
      .filter(({ State }) => State === 'ENABLED')
      .map((schedule) => ({
        identity: JSON.stringify(schedule),
        expression: schedule.ScheduleExpression,
        fire: () => targets.deliver(schedule.Target, schedule.Target.Input ?? '{}', schedule.Arn),
        async complete() {
          if (schedule.ActionAfterCompletion !== 'DELETE') return;
          const path = `/schedules/${encodeURIComponent(schedule.Name)}?groupName=${encodeURIComponent(schedule.GroupName)}`;
          await moto.rest('scheduler', 'DELETE', path);
        },
      }));
  };

  const reload = async (now: Date): Promise<void> => {
    isStale = false;
    const timers = [...(await ruleTimers()), ...(await scheduleTimers())];
    const identities = new Set(timers.map(({ identity }) => identity));
    for (const identity of running.keys()) if (!identities.has(identity)) running.delete(identity);
    for (const timer of timers) {
      if (running.has(timer.identity)) continue;
      try {
        const next = parseSchedule(timer.expression, now);
        running.set(timer.identity, { timer, next, at: next(now) });
      } catch (error) {
        options.log(`schedule ${timer.expression}: ${String(error)}`);
      }
    }
  };

  const tick = async (): Promise<void> => {
    const now = new Date();
    if (isStale) await reload(now);
    for (const entry of running.values()) {
      if (!entry.at || entry.at > now) continue;
      entry.at = entry.next(now);
      await entry.timer.fire();
      if (!entry.at) await entry.timer.complete?.();
    }
  };

  let isTicking = false;
  const interval = setInterval(() => {
    if (isTicking) return;
    isTicking = true;
    tick()
      .catch((error: unknown) => {
        isStale = true;
        if (!isClosed) options.log(`schedules: ${String(error)}`);
      })
      .finally(() => (isTicking = false));
  }, tickMs);
  interval.unref();

  return {
    refresh() {
      isStale = true;
    },
    close() {
      isClosed = true;
      clearInterval(interval);
    },
  };
};
