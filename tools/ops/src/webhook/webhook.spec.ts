import { webhookSecretSchema, type Webhook } from '@ngwaf/contracts';
import {
  finishRotation,
  removeWebhook,
  rotateSecret,
  setWebhook,
  showWebhook,
  type WebhookContext,
} from './webhook.ts';

const URL = 'https://operator.example/predictions';
const secret = (byte: number) => `whsec_${Buffer.alloc(32, byte).toString('base64')}`;

const setUp = (before?: Webhook, isLocal = false) => {
  let webhook = before;
  const printed: string[] = [];
  const context: WebhookContext = {
    store: {
      find: async () => webhook,
      save: async (next) => void (webhook = next),
      remove: async () => void (webhook = undefined),
    },
    prefix: 'ngwaf-dev',
    isLocal,
    print: (text) => void printed.push(text),
    note: () => {},
    ask: undefined,
  };
  return { context, printed, webhook: () => webhook };
};

describe('webhook set', () => {
  it('prints the secret of a first webhook, and nothing else', async () => {
    const { context, printed, webhook } = setUp();

    await setWebhook(context, URL);

    expect(webhook()).toEqual({ url: URL, secrets: printed });
    expect(printed.every((text) => webhookSecretSchema.safeParse(text).success)).toBe(true);
  });

  it('keeps the secrets of one that is there', async () => {
    const { context, printed, webhook } = setUp({
      url: 'https://old.example',
      secrets: [secret(1)],
    });

    await setWebhook(context, URL);

    expect(webhook()).toEqual({ url: URL, secrets: [secret(1)] });
    expect(printed).toEqual([]);
  });

  it.each(['http://operator.example', 'http://127.0.0.1:80', 'https://a:b@operator.example', 'x'])(
    'refuses %s',
    async (url) => {
      const { context, webhook } = setUp();

      await expect(setWebhook(context, url)).rejects.toThrow('expected an https address');
      expect(webhook()).toBeUndefined();
    },
  );

  it('takes this machine where the environment is one', async () => {
    const { context, webhook } = setUp(undefined, true);

    await setWebhook(context, 'http://127.0.0.1:4711/hook');

    expect(webhook()?.url).toBe('http://127.0.0.1:4711/hook');
  });
});

describe('webhook rotate', () => {
  it('signs with both secrets, then with the new one alone', async () => {
    const { context, printed, webhook } = setUp({ url: URL, secrets: [secret(1)] });

    await rotateSecret(context);
    expect(webhook()?.secrets).toEqual([printed[0], secret(1)]);
    await expect(rotateSecret(context)).rejects.toThrow('--finish');
    await finishRotation(context);

    expect(webhook()?.secrets).toEqual(printed);
  });
});

it('shows the address and no secret', async () => {
  const { context, printed } = setUp({ url: URL, secrets: [secret(1)] });

  await showWebhook(context);

  expect(printed).toEqual([`${URL}  signed with one secret`]);
});

it('removes all of it', async () => {
  const { context, webhook } = setUp({ url: URL, secrets: [secret(1)] });

  await removeWebhook(context, true);

  expect(webhook()).toBeUndefined();
});

it.each([
  ['show', showWebhook],
  ['rotate', rotateSecret],
  ['finish', finishRotation],
  ['remove', (context: WebhookContext) => removeWebhook(context, true)],
])('%s says what to do where there is none', async (_name, command) => {
  await expect(command(setUp().context)).rejects.toThrow('webhook set <url>');
});
