import type { MotoClient } from '../gateway/moto-client.ts';
import type { Rule } from './rules.ts';
import { createSchedules } from './schedules.ts';

const rule = (changes: Partial<Rule> = {}): Rule => ({
  name: 'often',
  arn: 'arn:aws:events:us-east-1:123456789012:rule/often',
  busName: 'default',
  isEnabled: true,
  pattern: undefined,
  scheduleExpression: 'rate(1 minute)',
  targets: [{ Arn: 'arn:aws:sqs:us-east-1:123456789012:q', InputPath: '$.source' }],
  ...changes,
});

/** A scheduler without schedules, so that rules are all there is. */
const moto = {
  rest: () => Promise.resolve({ status: 200, headers: {}, body: Buffer.from('{"Schedules":[]}') }),
} as unknown as MotoClient;

const start = (rules: Rule[]) => {
  const deliveries: string[] = [];
  const messages: string[] = [];
  const schedules = createSchedules({
    moto,
    rules: {
      all: () => Promise.resolve(rules),
      buses: () => Promise.resolve(new Set<string>()),
      forget: () => undefined,
    },
    targets: {
      deliver: (target, input) => {
        deliveries.push(`${target.Arn.split(':').at(-1)} ${input}`);
        return Promise.resolve();
      },
    },
    region: 'us-east-1',
    accountId: '123456789012',
    log: (message) => messages.push(message),
  });
  schedules.refresh();
  return { schedules, deliveries, messages, rules };
};

beforeEach(() => {
  jest.useFakeTimers({ now: new Date('2026-01-01T00:00:00Z') });
});
afterEach(() => {
  jest.useRealTimers();
});

describe('createSchedules', () => {
  it('fires a rule at its rate, with the shaped event', async () => {
    const { schedules, deliveries } = start([rule()]);

    await jest.advanceTimersByTimeAsync(125_000);
    schedules.close();

    expect(deliveries).toEqual(['q "aws.events"', 'q "aws.events"']);
  });

  it('goes by the rules as they are after a change', async () => {
    const { schedules, deliveries, rules } = start([rule()]);
    await jest.advanceTimersByTimeAsync(65_000);

    rules[0] = rule({ isEnabled: false });
    schedules.refresh();
    await jest.advanceTimersByTimeAsync(120_000);
    schedules.close();

    expect(deliveries).toHaveLength(1);
  });

  it('tells of an expression that it cannot read, and fires the others', async () => {
    const { schedules, deliveries, messages } = start([
      rule({ name: 'odd', scheduleExpression: 'rate(now and then)' }),
      rule(),
    ]);

    await jest.advanceTimersByTimeAsync(65_000);
    schedules.close();

    expect(messages).toEqual([expect.stringContaining('rate(now and then)')]);
    expect(deliveries).toHaveLength(1);
  });
});
