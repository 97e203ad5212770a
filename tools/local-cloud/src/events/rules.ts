import type { MotoClient } from '../gateway/moto-client.ts';
import type { EventPattern } from './event-pattern.ts';
import type { InputShape } from './target-input.ts';
import type { TargetOptions } from './targets.ts';

/** A rule with its targets. */
export interface Rule {
  name: string;
  arn: string;
  busName: string;
  isEnabled: boolean;
  pattern: EventPattern | undefined;
  scheduleExpression: string | undefined;
  targets: (TargetOptions & InputShape)[];
}

/** The rules that stand in moto, remembered until something changes them. */
export interface Rules {
  all(): Promise<Rule[]>;
  /** Names of the buses that there are. */
  buses(): Promise<ReadonlySet<string>>;
  forget(): void;
}

interface Loaded {
  rules: Rule[];
  buses: ReadonlySet<string>;
}

interface RuleRecord {
  Name: string;
  Arn: string;
  State?: string;
  EventPattern?: string;
  ScheduleExpression?: string;
}

export const createRules = (moto: MotoClient): Rules => {
  let known: Promise<Loaded> | undefined;

  const load = async (): Promise<Loaded> => {
    const { EventBuses = [] } = (await moto.call('events', 'ListEventBuses', {})) as {
      EventBuses?: { Name: string }[];
    };
    const perBus = await Promise.all(EventBuses.map(({ Name }) => loadBus(Name)));
    return { rules: perBus.flat(), buses: new Set(EventBuses.map(({ Name }) => Name)) };
  };

  const loaded = (): Promise<Loaded> => {
    known ??= load().catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };

  const loadBus = async (busName: string): Promise<Rule[]> => {
    const { Rules: records = [] } = (await moto.call('events', 'ListRules', {
      EventBusName: busName,
    })) as { Rules?: RuleRecord[] };
    return Promise.all(
      records.map(async (record) => ({
        name: record.Name,
        arn: record.Arn,
        busName,
        isEnabled: record.State !== 'DISABLED',
        pattern: record.EventPattern
          ? (JSON.parse(record.EventPattern) as EventPattern)
          : undefined,
        scheduleExpression: record.ScheduleExpression,
        targets: await loadTargets(busName, record.Name),
      })),
    );
  };

  const loadTargets = async (busName: string, rule: string): Promise<Rule['targets']> => {
    const { Targets = [] } = (await moto.call('events', 'ListTargetsByRule', {
      EventBusName: busName,
      Rule: rule,
    })) as { Targets?: Rule['targets'] };
    return Targets;
  };

  return {
    all: async () => (await loaded()).rules,
    buses: async () => (await loaded()).buses,
    forget() {
      known = undefined;
    },
  };
};
