import type { ApiKey } from './api-key.ts';
import type { KeyStore } from './key-store.ts';
import { createKey, listKeys, revokeKeys, rotateKey, showKey, type KeyContext } from './keys.ts';

const NOW = new Date('2026-03-01T12:00:00Z');
const HOUR = 3_600_000;

/** A key as the store lists it. */
const key = (client: string, serial: number, rest: Partial<ApiKey> = {}): ApiKey => ({
  ...{ id: `${client}${serial}`, client, serial, plan: 'standard', createdAt: NOW },
  ...rest,
});

const setUp = (keys: ApiKey[], answer?: string) => {
  const printed: string[] = [];
  const noted: string[] = [];
  const store: KeyStore = {
    list: async () => [...keys],
    async create({ client, serial, plan, predecessorsEndAt }) {
      keys.push(key(client, serial, { plan, ...(predecessorsEndAt && { predecessorsEndAt }) }));
      return { id: `${client}${serial}`, value: `value-of-${client}${serial}` };
    },
    value: async (id) => `value-of-${id}`,
    async delete(id) {
      keys.splice(
        keys.findIndex((each) => each.id === id),
        1,
      );
    },
  };
  const context: KeyContext = {
    ...{ store, prefix: 'ngwaf-test', now: () => NOW },
    print: (text) => printed.push(text),
    note: (text) => noted.push(text),
    ask: answer === undefined ? undefined : async () => answer,
  };
  return { context, printed, noted, ids: () => keys.map(({ id }) => id) };
};

describe('createKey', () => {
  it('prints the value and nothing else on standard output', async () => {
    const { context, printed, noted, ids } = setUp([]);

    await createKey(context, 'mobile', 'small');

    expect(printed).toEqual(['value-of-mobile1']);
    expect(noted.join()).not.toContain('value-of');
    expect(ids()).toEqual(['mobile1']);
  });

  it('makes no second first key', async () => {
    const { context, ids } = setUp([key('mobile', 1)]);

    await expect(createKey(context, 'mobile', 'standard')).rejects.toThrow('keys rotate mobile');
    expect(ids()).toEqual(['mobile1']);
  });
});

describe('listKeys', () => {
  const keys = [
    key('mobile', 1),
    key('mobile', 2, { predecessorsEndAt: new Date(NOW.getTime() - HOUR) }),
    key('partner', 1),
    key('partner', 2, { predecessorsEndAt: new Date(NOW.getTime() + HOUR), plan: undefined }),
  ];

  it('says how long each key is good for, and no value', async () => {
    const { context, printed } = setUp(keys);

    await listKeys(context, false);

    const lines = printed.join().split('\n').slice(1);
    expect(lines.map((line) => line.split(/ {2,}/).at(-1))).toEqual([
      'overdue since 2026-03-01 11:00: revoke it',
      'good',
      'good until 2026-03-01 13:00',
      'opens nothing: it has no usage plan',
    ]);
    expect(printed.join()).not.toContain('value-of');
  });

  it('tells the same as JSON', async () => {
    const { context, printed } = setUp(keys.slice(0, 2));

    await listKeys(context, true);

    expect(JSON.parse(printed.join())).toMatchObject([
      { client: 'mobile', serial: 1, id: 'mobile1', endsAt: '2026-03-01T11:00:00.000Z' },
      { client: 'mobile', serial: 2, id: 'mobile2', endsAt: null },
    ]);
  });
});

describe('showKey', () => {
  it("prints the newest key's value", async () => {
    const { context, printed } = setUp([key('mobile', 1), key('mobile', 2)]);

    await showKey(context, 'mobile');

    expect(printed).toEqual(['value-of-mobile2']);
  });

  it('names the clients there are for one that there is not', async () => {
    const { context } = setUp([key('mobile', 1)]);

    await expect(showKey(context, 'mobil')).rejects.toThrow('clients with keys: mobile');
  });
});

describe('rotateKey', () => {
  const inADay = { graceMs: 24 * HOUR, plan: undefined, yes: false };

  it('leaves the old key beside the new one, and says when it ends', async () => {
    const keys = [key('mobile', 1, { plan: 'small' })];
    const { context, printed } = setUp(keys);

    await rotateKey(context, 'mobile', inADay);

    expect(printed).toEqual(['value-of-mobile2']);
    expect(keys[1]).toMatchObject({
      serial: 2,
      plan: 'small',
      predecessorsEndAt: new Date('2026-03-02T12:00:00Z'),
    });
    expect(keys).toHaveLength(2);
  });

  it('revokes every old key at once without a grace', async () => {
    const { context, ids } = setUp([key('mobile', 1), key('mobile', 2), key('partner', 1)]);

    await rotateKey(context, 'mobile', { ...inADay, graceMs: 0, yes: true });

    expect(ids()).toEqual(['partner1', 'mobile3']);
  });

  it('asks before it breaks a client', async () => {
    const { context, ids } = setUp([key('mobile', 1)], 'n');

    await expect(rotateKey(context, 'mobile', { ...inADay, graceMs: 0 })).rejects.toThrow(
      'nothing was changed',
    );
    expect(ids()).toEqual(['mobile1']);
  });
});

describe('revokeKeys', () => {
  const keys = () => [
    key('mobile', 1),
    key('mobile', 2, { predecessorsEndAt: NOW }),
    key('partner', 1),
    key('partner', 2, { predecessorsEndAt: new Date(NOW.getTime() + 1) }),
  ];
  const nothing = { client: undefined, old: false, overdue: false, yes: true };

  it.each([
    ["all of a client's keys", { client: 'mobile' }, ['partner1', 'partner2']],
    ['all but the newest', { client: 'mobile', old: true }, ['mobile2', 'partner1', 'partner2']],
    ['what is overdue', { overdue: true }, ['mobile2', 'partner1', 'partner2']],
  ])('revokes %s', async (_case, asked, left) => {
    const { context, ids } = setUp(keys());

    await revokeKeys(context, { ...nothing, ...asked });

    expect(ids()).toEqual(left);
  });

  it.each([
    ['nothing to revoke', {}],
    ['a client and what is overdue', { client: 'mobile', overdue: true }],
    ['what is old and overdue', { old: true, overdue: true }],
  ])('refuses %s', async (_case, asked) => {
    const { context, ids } = setUp(keys());

    await expect(revokeKeys(context, { ...nothing, ...asked })).rejects.toThrow(
      'expected a client',
    );
    expect(ids()).toHaveLength(4);
  });

  it('revokes nothing without a yes', async () => {
    const { context, ids } = setUp(keys());

    await expect(revokeKeys(context, { ...nothing, client: 'mobile', yes: false })).rejects.toThrow(
      '--yes',
    );
    expect(ids()).toHaveLength(4);
  });
});
