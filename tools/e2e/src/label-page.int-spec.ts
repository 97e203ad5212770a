import axe, { type AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { findBrowser, launchBrowser, openPage, type WatchedPage } from './browser.ts';
import { createCloudClients } from './cloud-client.ts';
import { createDocumentedApi } from './documented-api.ts';
import { eventually } from './eventually.ts';
import { emptyRecord, forgetQueue, queueModel } from './label-queues.ts';
import { testStack } from './test-stack.ts';

const outputs = testStack();
const api = createDocumentedApi(outputs);
const clients = createCloudClients(outputs);
const model = queueModel('before-initial-deposit-problem-gambling', outputs);
const path = `/models/${model.name}/labelling`;
const XSS = '<img src=x onerror="window.ran = true">';

const executable = findBrowser();
if (!executable) console.warn('No Chromium in PATH: the tests in a browser are skipped');

(executable ? describe : describe.skip)('the page for labelling', () => {
  let browser: Browser;
  let opened: WatchedPage;
  let page: Page;

  const yes = () => page.getByRole('button', { name: 'Yes' });
  const userShown = () =>
    page
      .getByRole('row', { name: /^User id/ })
      .getByRole('cell')
      .textContent();
  const progress = () => page.locator('.label-progress .hint').textContent();
  const labelsOf = async (worker: string): Promise<number | undefined> => {
    const { body } = await api.call('GET', path);
    const { workers } = body as { workers: { worker: string; labels: number }[] };
    return workers.find((one) => one.worker === worker)?.labels;
  };
  /** Does something that serves another record, and waits until it is there. */
  const untilNext = async (act: () => Promise<void>): Promise<void> => {
    const before = await progress();
    await act();
    await eventually(async () => expect(await progress()).not.toBe(before), 15_000);
  };
  const start = async (
    worker: string,
    options: Parameters<typeof openPage>[1] = {},
  ): Promise<void> => {
    opened = await openPage(browser, options);
    page = opened.page;
    await page.goto(outputs.dashboardUrl ?? '');
    await page.getByLabel('API key').fill(outputs.apiKey);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Label', exact: true }).click();
    await page.getByLabel('Model').selectOption(model.name);
    await page.getByLabel('Your name').fill(worker);
    await page.keyboard.press('Enter');
    await page.getByRole('table', { name: 'Record' }).waitFor();
  };

  beforeAll(async () => {
    browser = await launchBrowser(executable ?? '');
  }, 60_000);
  beforeEach(async () => {
    await forgetQueue(clients, model);
    const records = ['u1', 'u2', 'u3'].map((user) => emptyRecord(model.entry, user));
    records[0] = { ...records[0], country: XSS };
    await api.call('POST', `${path}/items`, { records });
  });
  afterEach(() => opened.close());
  afterAll(async () => {
    await browser?.close();
    await forgetQueue(clients, model);
  });

  it('labels by mouse and by keyboard, takes the last label back, and comes to an end', async () => {
    await start('ann');
    const users = [await userShown()];
    await untilNext(() => yes().click());
    users.push(await userShown());
    await untilNext(() => page.keyboard.press('n'));
    users.push(await userShown());

    await untilNext(() => page.keyboard.press('u'));
    expect(await userShown()).toBe(users[1]);
    // Once: the record before stays labelled.
    await page.keyboard.press('u');
    expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0);
    await untilNext(() => page.keyboard.press('?'));
    await page.getByRole('table', { name: 'Record' }).waitFor();
    await page.keyboard.press('y');
    await page.getByText('Nothing for you right now').waitFor();

    expect(new Set(users).size).toBe(3);
    expect(await labelsOf('ann')).toBe(3);
    expect(await progress()).toContain('3 by you in this tab');
    expect(await page.evaluate('window.ran')).toBeUndefined();
    expect(await page.content()).not.toMatch(/gold/i);
    expect(opened.complaints).toEqual([]);
  }, 60_000);

  it('labels nothing twice when a key is held down or pressed in a hurry', async () => {
    await start('ben');

    await page.keyboard.down('y');
    for (let repeat = 0; repeat < 10; repeat += 1) await page.keyboard.down('y');
    await page.keyboard.up('y');
    await eventually(async () => expect(await progress()).toContain('1 by you'), 15_000);
    await page.locator('[aria-busy]').waitFor({ state: 'detached' });

    expect(await labelsOf('ben')).toBe(1);
    expect(await userShown()).not.toBe('');
  }, 60_000);

  it('says what went wrong, and goes on from there', async () => {
    await start('eve');
    await page.route('**/labels', (route) => route.abort());
    await yes().click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('The API does not answer');

    await page.unroute('**/labels');
    await untilNext(() => page.getByRole('button', { name: 'Try again' }).click());

    expect(await page.getByRole('alert').count()).toBe(0);
    expect(await labelsOf('eve')).toBe(1);
  }, 60_000);

  it.each([
    ['light', 360, 640],
    ['dark', 360, 640],
    ['light', 1440, 900],
  ] as const)(
    'is accessible in %s colours and fits %d by %d',
    async (colorScheme, width, height) => {
      // The rule of the page is off for the checker alone, which is a script from elsewhere.
      await start('joe', { colorScheme, viewport: { width, height }, bypassCSP: true });
      await untilNext(() => yes().click());
      await page.evaluate(axe.source);

      const { violations } = await page.evaluate<AxeResults>('axe.run()');
      const box = await yes().boundingBox();

      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      expect(
        await page.evaluate(
          'document.documentElement.scrollWidth > document.documentElement.clientWidth',
        ),
      ).toBe(false);
      // In sight without scrolling, and large enough for a thumb.
      expect(box && box.y + box.height).toBeLessThanOrEqual(height);
      expect(box?.height).toBeGreaterThanOrEqual(44);
      const folder = process.env['NGWAF_SCREENSHOTS'];
      if (folder) await page.screenshot({ path: `${folder}/label-${colorScheme}-${width}.png` });
    },
    60_000,
  );
});
