import type { CloudContext } from '../context.ts';
import type { Handler } from '../gateway/gateway.ts';
import { relay, type MotoClient } from '../gateway/moto-client.ts';
import type { Guard } from '../iam/guard.ts';
import type { Lambda } from '../lambda/lambda.ts';
import { createAlarmEvents, type AlarmChange } from './alarm-events.ts';
import { createEventBus, type CloudEvent, type EventBus } from './event-bus.ts';
import { createExecutionEvents } from './execution-events.ts';
import type { Messenger } from './messenger.ts';
import { createRules } from './rules.ts';
import { createSchedules } from './schedules.ts';
import { createTargets } from './targets.ts';

/** EventBridge with its scheduler, put together. */
export interface EventBridge {
  handlers: Handler[];
  /** Tells rules that an execution of a state machine started or ended. */
  onExecutionChange(executionArn: string, status: string): void;
  /** Tells rules and the alarm's own actions that it changed its state. */
  onAlarmChange(alarm: AlarmChange): void;
  close(): void;
}

const reading = /^(Describe|List|Test)/;

export const createEventBridge = (
  context: CloudContext,
  moto: MotoClient,
  messenger: Messenger,
  lambda: Pick<Lambda, 'asyncInvoker' | 'permissions'>,
  guard: Pick<Guard, 'perform'>,
): EventBridge => {
  const log = (message: string) => context.log(message);
  const { region, accountId } = context;
  const rules = createRules(moto);
  const targets = createTargets({
    moto,
    messenger,
    asyncInvoker: lambda.asyncInvoker,
    permissions: lambda.permissions,
    guard,
    putEvents(busArn, event) {
      emitInBackground(bus, event as CloudEvent, busArn.split('/').at(-1));
    },
    log,
  });
  const bus = createEventBus({ rules, targets, region, accountId, log });
  const schedules = createSchedules({ moto, rules, targets, region, accountId, log });
  const executionEvents = createExecutionEvents(moto, bus);
  const alarmEvents = createAlarmEvents({ bus, messenger, accountId, region, log });

  const emitInBackground = (to: EventBus, event: CloudEvent, busName: string | undefined) => {
    to.emit(event, busName).catch((error: unknown) => log(`events: ${String(error)}`));
  };
  const forget = () => {
    rules.forget();
    schedules.refresh();
  };

  const events: Handler = (request) => {
    if (request.service !== 'events' || !request.operation) return undefined;
    if (request.operation === 'PutEvents') {
      return request.json().then((input) => bus.putEvents(input));
    }
    if (reading.test(request.operation)) return undefined;
    return moto.forward(request).then(relay).finally(forget);
  };
  const scheduler: Handler = (request) => {
    if (request.service !== 'scheduler' || request.method === 'GET') return undefined;
    return moto.forward(request).then(relay).finally(forget);
  };

  return {
    handlers: [events, scheduler],
    onExecutionChange(executionArn, status) {
      executionEvents(executionArn, status).catch((error: unknown) =>
        log(`events of ${executionArn}: ${String(error)}`),
      );
    },
    onAlarmChange(alarm) {
      alarmEvents(alarm).catch((error: unknown) => log(`events of ${alarm.arn}: ${String(error)}`));
    },
    close: () => schedules.close(),
  };
};
