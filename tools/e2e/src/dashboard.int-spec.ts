import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import axe, { type AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { JOB_RECORD_TYPE, WAF_MODEL } from '@ngwaf/contracts';
import { createDocumentedApi } from './documented-api.ts';
import { findBrowser, launchBrowser, openPage, type WatchedPage } from './browser.ts';
import { createCloudClients, uploadDataSet } from './cloud-client.ts';
import { expectQuiet } from './invariants.ts';
import { sampleCsv } from './retraining.ts';
import { startFromBaseModel } from './start-from-base-model.ts';
import { testStack } from './test-stack.ts';

const outputs = testStack();
const api = createDocumentedApi(outputs);
const clients = createCloudClients(outputs);
const { apiKey, dashboardUrl } = outputs;
const url = dashboardUrl ?? '';
const XSS = `<img src=x onerror="window.ran = true"><script>window.ran = true</script>`;

describe('the routes of the dashboard', () => {
  const get = (path: string, init?: RequestInit) => fetch(`${url}${path}`, init);

  it('serve a page that is asked for each time, and may run its own files alone', async () => {
    const answer = await get('');

    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; script-src 'self'; .*frame-ancestors 'none'/,
      ) as string,
    });
  });

  it('serve its files to be kept, each with its type', async () => {
    const names = [...(await (await get('')).text()).matchAll(/"dashboard\/([^"]+)"/g)];
    const answers = await Promise.all(names.map(([, name = '']) => get(`/${name}`)));

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers.map(({ headers }) => headers.get('content-type'))).toEqual([
      'image/svg+xml; charset=utf-8',
      'text/css; charset=utf-8',
      'text/javascript; charset=utf-8',
    ]);
    for (const { headers } of answers) {
      expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    }
  });

  it.each([
    '/absent.js',
    '/index.html',
    '/..%2Findex.html',
    '/..%2F..%2Ffunctions%2Fsm-serving%2Fcurrent.zip',
    '/%2e%2e%2f%2e%2e%2fnotebooks%2fcurrent.json',
  ])('answer %s with 404, and nothing of the bucket', async (path) => {
    const answer = await get(path);

    expect([answer.status, await answer.text()]).toEqual([404, '{"message":"Not Found"}']);
  });

  it('take nothing but GET', async () => {
    for (const method of ['POST', 'PUT', 'DELETE']) {
      expect((await get('', { method })).status).toBe(403);
    }
  });
});

const executable = findBrowser();
if (!executable) console.warn('No Chromium in PATH: the tests in a browser are skipped');

(executable ? describe : describe.skip)('the dashboard in a browser', () => {
  let browser: Browser;
  let trainFilePath: string;
  let opened: WatchedPage;
  let page: Page;

  const heading = (name: string) => page.getByRole('heading', { name, exact: true });
  const open = async (options: Parameters<typeof openPage>[1] = {}): Promise<void> => {
    opened = await openPage(browser, options);
    page = opened.page;
    await page.goto(url);
  };
  const enterKey = async (key = apiKey): Promise<void> => {
    await page.getByLabel('API key').fill(key);
    await page.getByRole('button', { name: 'Open the dashboard' }).click();
  };
  const score = async (payload: string): Promise<void> => {
    await page.getByRole('link', { name: 'Score', exact: true }).click();
    await page.getByRole('textbox', { name: 'Payload' }).fill(payload);
    await page.getByRole('button', { name: 'Score', exact: true }).click();
    await page.locator('pre').filter({ hasText: payload }).waitFor();
  };

  beforeAll(async () => {
    await startFromBaseModel(clients, outputs);
    trainFilePath = await uploadDataSet(clients, outputs, 'dashboard/traffic.csv', sampleCsv());
    browser = await launchBrowser(executable ?? '');
  }, 60_000);
  afterAll(() => browser?.close());
  afterEach(() => opened.close());

  it('refuses a wrong key, takes the right one, and forgets it', async () => {
    await open();

    await enterKey('wrong-key-of-another-environment');
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('does not take this key');
    // By keyboard alone: the field has been selected to be typed over.
    await page.keyboard.type(apiKey);
    await page.keyboard.press('Enter');
    await heading('Jobs').waitFor();
    expect(page.url()).not.toContain(apiKey);
    expect(
      await page.evaluate('[sessionStorage.length, localStorage.length, document.cookie]'),
    ).toEqual([1, 0, '']);
    await page.getByRole('button', { name: 'Forget key' }).click();
    await page.getByLabel('API key').waitFor();
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
    expect(opened.complaints).toEqual([]);
  }, 60_000);

  it('starts a retraining, and follows it to its end', async () => {
    await open();
    await enterKey();
    await page.getByRole('link', { name: 'Retrain', exact: true }).click();
    await page.getByLabel('Data set').fill(`${outputs.trainBucket}/absent.csv`);
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    // The API's own words, as they are.
    expect(await page.getByRole('alert').textContent()).toContain(
      `${outputs.trainBucket}/absent.csv: expected an object that exists`,
    );

    await page.getByLabel('Data set').fill(trainFilePath);
    await page.getByRole('button', { name: 'Start retraining' }).click();
    await heading('Steps').waitFor({ timeout: 30_000 });
    const jobKey = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
    await page.locator('[aria-current="step"]').waitFor({ timeout: 60_000 });
    await page.getByText('Promoted: went live').first().waitFor({ timeout: 120_000 });

    expect(await page.locator('.step-done').count()).toBe(6);
    expect(await page.getByRole('img', { name: /^Precision, recall/ }).count()).toBe(1);
    const figures = page.getByRole('table', { name: 'Figures by threshold' });
    expect(await figures.getByRole('row').count()).toBe(10);
    const auc = page.getByRole('row', { name: /^AUC on the test rows/ });
    expect(await auc.textContent()).toMatch(/▲ better$/);
    // What has ended is not asked for again.
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.waitForTimeout(3_000);
    expect(asked).toEqual([]);

    await page.getByRole('link', { name: '← All jobs' }).click();
    const row = page.getByRole('row').filter({ hasText: jobKey });
    expect(await row.textContent()).toMatch(/success.*Promoted/);
    expect(opened.complaints).toEqual([]);
    await expectQuiet(clients, outputs, api);
  }, 240_000);

  it('turns the pages of jobs', async () => {
    const table = { TableName: outputs.table };
    const older = {
      ...{ job_key: 'job-2020-01-01-00-00-00-older', record_type: JOB_RECORD_TYPE },
      ...{ model: WAF_MODEL, status: 'cancelled', train_file_path: trainFilePath },
      ...{ created_at: '2020-01-01T00:00:00.000Z', ended_at: '2020-01-01T00:01:00.000Z' },
      fencing_token: 0,
    };
    await clients.dynamo.send(new PutCommand({ ...table, Item: older }));
    await open();
    await page.route('**/jobs?*', (route) =>
      route.continue({ url: route.request().url().replace('limit=20', 'limit=1') }),
    );
    await enterKey();
    const keyOfRow = () => page.locator('table.jobs tbody a').textContent();
    await page.getByText('Page 1').waitFor();
    const newest = await keyOfRow();

    await page.getByRole('button', { name: 'Older →' }).click();
    await page.getByText('Page 2').waitFor();
    expect(await keyOfRow()).not.toBe(newest);
    await page.getByRole('button', { name: '← Newer' }).click();
    await page.getByText('Page 1').waitFor();
    expect(await keyOfRow()).toBe(newest);
    await clients.dynamo.send(new DeleteCommand({ ...table, Key: { job_key: older.job_key } }));
  }, 60_000);

  it('shows a payload that is an attack as the text that it is', async () => {
    await open();
    await enterKey();
    await score(XSS);

    expect(await page.locator('pre').textContent()).toBe(XSS);
    expect(await page.getByText('✕malicious').count()).toBeGreaterThan(0);
    expect(await page.locator('main img, main script').count()).toBe(0);
    expect(await page.evaluate('window.ran')).toBeUndefined();
    await score('id=1');
    expect(
      await page
        .getByRole('row')
        .filter({ hasText: XSS.slice(0, 40) })
        .count(),
    ).toBe(1);
    expect(opened.complaints).toEqual([]);
  }, 60_000);

  it('keeps what it read when the API is gone, and says so', async () => {
    await open();
    await enterKey();
    await page.locator('table.jobs').waitFor();
    await page.route('**/jobs?*', (route) => route.abort());
    await page.getByRole('button', { name: 'Refresh' }).click();

    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('The API does not answer');
    expect(await page.locator('table.jobs').count()).toBe(1);
    await page.unroute('**/jobs?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('alert').waitFor({ state: 'detached' });
  }, 60_000);

  it('runs no script but its own, even if one gets into the page', async () => {
    opened = await openPage(browser);
    page = opened.page;
    await page.route(url, async (route) => {
      const answer = await route.fetch();
      const body = (await answer.text()).replace('</body>', `${XSS}</body>`);
      await route.fulfill({ response: answer, body });
    });
    await page.goto(url);
    await page.getByLabel('API key').waitFor();

    expect(await page.evaluate('window.ran')).toBeUndefined();
    expect(opened.complaints.join()).toMatch(/Content Security Policy/);
    await expect(
      page.evaluate('document.body.insertAdjacentHTML("beforeend", "<p>")'),
    ).rejects.toThrow(/TrustedHTML/);
  }, 60_000);

  describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
    const VIEWS: [string, string][] = [
      ['#/jobs', 'Jobs'],
      ['#/score', 'Score a request'],
      ['#/retrain', 'Retrain on your own traffic'],
      ['#/label', 'Label records'],
    ];
    const violations = async (): Promise<string[]> => {
      const { violations: found } = await page.evaluate<AxeResults>('axe.run()');
      return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    };
    const isTooWide = () =>
      page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

    it.each([360, 1440])(
      'is accessible and fits a width of %d',
      async (width) => {
        await open({
          ...{ colorScheme, viewport: { width, height: 800 } },
          // For the checker alone, which is a script from elsewhere.
          bypassCSP: true,
        });
        await page.evaluate(axe.source);
        expect(await violations()).toEqual([]);
        await enterKey();
        await page.locator('table.jobs').waitFor();
        for (const [hash, title] of VIEWS) {
          await page.evaluate(`location.hash = '${hash}'`);
          await heading(title).waitFor();
          if (hash === '#/jobs') await page.locator('table.jobs').waitFor();
          if (hash === '#/score') await score(XSS);
          expect([title, await violations(), await isTooWide()]).toEqual([title, [], false]);
        }
        await page.evaluate(`location.hash = '#/jobs'`);
        await page.locator('table.jobs tbody a').first().click();
        await heading('Steps').waitFor();
        expect([await violations(), await isTooWide()]).toEqual([[], false]);
      },
      90_000,
    );
  });
});
