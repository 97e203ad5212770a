import {
  APIGatewayClient,
  CreateApiKeyCommand,
  CreateUsagePlanKeyCommand,
  DeleteApiKeyCommand,
  GetApiKeysCommand,
  GetUsagePlanKeysCommand,
} from '@aws-sdk/client-api-gateway';
import { mockClient } from 'aws-sdk-client-mock';
import { createKeyStore } from './key-store.ts';

const gateway = mockClient(APIGatewayClient);
const store = createKeyStore(new APIGatewayClient({ region: 'us-east-1' }), {
  prefix: 'ngwaf-dev',
  usagePlanIds: { standard: 'plan1', small: 'plan2' },
});
const createdDate = new Date('2026-03-01T12:00:00Z');
const tags = (stack: string, client: string, serial: string) => ({
  'ngwaf:stack': stack,
  'ngwaf:client': client,
  'ngwaf:serial': serial,
});

beforeEach(() => {
  gateway.reset();
});

it('lists the keys of its own stack, on all pages, with their plans', async () => {
  const rotated = {
    ...tags('ngwaf-dev', 'mobile', '2'),
    'ngwaf:predecessors-end-at': '2026-03-02T12:00:00.000Z',
  };
  gateway
    .on(GetUsagePlanKeysCommand, { usagePlanId: 'plan1' })
    .resolves({ items: [{ id: 'a' }] })
    .on(GetUsagePlanKeysCommand, { usagePlanId: 'plan2' })
    .resolves({ items: [{ id: 'b' }] })
    .on(GetApiKeysCommand)
    .resolvesOnce({ items: [{ id: 'b', createdDate, tags: rotated }], position: 'next' })
    .resolvesOnce({
      items: [
        { id: 'a', createdDate, tags: tags('ngwaf-dev', 'mobile', '1') },
        { id: 'c', createdDate, name: 'ngwaf-dev-x', tags: tags('ngwaf-dev2', 'mobile', '1') },
        { id: 'd', createdDate, name: 'ngwaf-dev-made-by-hand' },
      ],
    });

  expect(await store.list()).toEqual([
    { id: 'a', client: 'mobile', serial: 1, plan: 'standard', createdAt: createdDate },
    {
      ...{ id: 'b', client: 'mobile', serial: 2, plan: 'small', createdAt: createdDate },
      predecessorsEndAt: new Date('2026-03-02T12:00:00Z'),
    },
  ]);
  for (const call of gateway.commandCalls(GetApiKeysCommand)) {
    expect(call.args[0].input).toMatchObject({ nameQuery: 'ngwaf-dev-', includeValues: false });
  }
});

it('makes a key that is enabled, tagged and in its plan', async () => {
  gateway.on(CreateApiKeyCommand).resolves({ id: 'a', value: 'secret' });
  gateway.on(CreateUsagePlanKeyCommand).resolves({});

  expect(await store.create({ client: 'mobile', serial: 3, plan: 'small' })).toEqual({
    id: 'a',
    value: 'secret',
  });
  expect(gateway.commandCalls(CreateApiKeyCommand)[0]?.args[0].input).toMatchObject({
    name: 'ngwaf-dev-mobile-3',
    enabled: true,
    tags: tags('ngwaf-dev', 'mobile', '3'),
  });
  expect(gateway.commandCalls(CreateUsagePlanKeyCommand)[0]?.args[0].input).toEqual({
    usagePlanId: 'plan2',
    keyId: 'a',
    keyType: 'API_KEY',
  });
});

it('leaves no key behind that its plan did not take', async () => {
  gateway.on(CreateApiKeyCommand).resolves({ id: 'a', value: 'secret' });
  gateway.on(CreateUsagePlanKeyCommand).rejects(new Error('refused'));
  gateway.on(DeleteApiKeyCommand).resolves({});

  await expect(store.create({ client: 'mobile', serial: 1, plan: 'small' })).rejects.toThrow(
    'refused',
  );
  expect(gateway.commandCalls(DeleteApiKeyCommand)[0]?.args[0].input).toEqual({ apiKey: 'a' });
});

it('names the plans there are for one that there is not', async () => {
  await expect(store.create({ client: 'mobile', serial: 1, plan: 'gold' })).rejects.toThrow(
    'ngwaf-dev has standard, small',
  );
  expect(gateway.calls()).toEqual([]);
});
