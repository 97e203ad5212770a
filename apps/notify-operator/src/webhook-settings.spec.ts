import { GetParameterCommand, ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm';
import { mockClient } from 'aws-sdk-client-mock';

import { createWebhookSettings } from './webhook-settings.ts';

const ssm = mockClient(SSMClient);
const secrets = [`whsec_${Buffer.alloc(24, 7).toString('base64')}`];
let time = 0;
const settings = (allowLoopback = false) =>
  createWebhookSettings(
    new SSMClient({}),
    { parameter: '/ngwaf-dev/operator-webhook', allowLoopback },
    () => time,
  );
const isSetTo = (value: unknown) =>
  ssm.on(GetParameterCommand).resolves({
    Parameter: { Value: typeof value === 'string' ? value : JSON.stringify(value) },
  });

beforeEach(() => {
  ssm.reset();
  time = 0;
});

describe('webhook settings', () => {
  it('are read decrypted, and again after a minute or when told to', async () => {
    isSetTo({ url: 'https://operator.example/hook', secrets });
    const { get, forget } = settings();
    const reads = () => ssm.commandCalls(GetParameterCommand).length;

    expect(await get()).toEqual({ url: 'https://operator.example/hook', secrets });
    await get();
    expect(reads()).toBe(1);
    forget();
    await get();
    expect(reads()).toBe(2);
    time = 61_000;
    await get();
    expect(reads()).toBe(3);
    expect(ssm.commandCalls(GetParameterCommand)[0]?.args[0].input).toEqual({
      Name: '/ngwaf-dev/operator-webhook',
      WithDecryption: true,
    });
  });

  it('are none where there is no parameter', async () => {
    ssm.on(GetParameterCommand).rejects(new ParameterNotFound({ $metadata: {}, message: '' }));

    const { get } = settings();
    expect(await get()).toBeUndefined();
    expect(await get()).toBeUndefined();
    expect(ssm.commandCalls(GetParameterCommand)).toHaveLength(1);

    time = 10_001;
    isSetTo({ url: 'https://operator.example', secrets });
    expect(await get()).toBeDefined();
  });

  it('are asked for again after an error', async () => {
    ssm
      .on(GetParameterCommand)
      .rejectsOnce(new Error('throttled'))
      .resolves({
        Parameter: { Value: JSON.stringify({ url: 'https://operator.example', secrets }) },
      });
    const { get } = settings();

    await expect(get()).rejects.toThrow('throttled');
    await expect(get()).resolves.toBeDefined();
  });

  it.each([
    ['no JSON', 'https://operator.example'],
    ['no secret', { url: 'https://operator.example', secrets: [] }],
    ['a secret that is none', { url: 'https://operator.example', secrets: ['password'] }],
    ['plain HTTP', { url: 'http://operator.example', secrets }],
    ['plain HTTP to this machine', { url: 'http://127.0.0.1:1', secrets }],
    ['a password in the address', { url: 'https://me:it@operator.example', secrets }],
    ['another scheme', { url: 'file:///etc/passwd', secrets }],
  ])('that are %s are refused, and not shown', async (_case, value) => {
    isSetTo(value);

    await expect(settings().get()).rejects.toMatchObject({
      name: 'WebhookSettingsError',
      message: expect.not.stringMatching(/whsec|password|me:it/) as string,
    });
  });

  it('may lead to this very machine, and no further, where that is allowed', async () => {
    isSetTo({ url: 'http://127.0.0.1:4711/hook', secrets });
    await expect(settings(true).get()).resolves.toBeDefined();

    isSetTo({ url: 'http://127.0.0.1.example', secrets });
    await expect(settings(true).get()).rejects.toThrow('https');
  });
});
