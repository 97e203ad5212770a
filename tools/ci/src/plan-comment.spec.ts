import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { MARKER } from './comment-body.ts';

interface Comment {
  id: number;
  body: string;
}

const PAGE = 100;
/** GitHub's comments of one pull request, as far as the tool uses them. */
const comments: Comment[] = [];
let server: Server;
let folder: string;

const serve = () =>
  createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    const isAuthorized = request.headers.authorization === 'Bearer secret';
    void request.toArray().then((chunks) => {
      const answer = (status: number, body: unknown) =>
        response.writeHead(status).end(JSON.stringify(body));
      const text = Buffer.concat(chunks as Buffer[]).toString();
      const body = text && (JSON.parse(text) as Comment).body;
      if (!isAuthorized) return answer(401, { message: 'Bad credentials' });
      const route = `${request.method} ${url.pathname}`;
      if (route === 'GET /repos/o/waf/issues/7/comments') {
        const start = (Number(url.searchParams.get('page')) - 1) * PAGE;
        return answer(200, comments.slice(start, start + PAGE));
      }
      if (route === 'POST /repos/o/waf/issues/7/comments') {
        comments.push({ id: comments.length + 1, body });
        return answer(201, {});
      }
      const edited = comments.find(
        ({ id }) => route === `PATCH /repos/o/waf/issues/comments/${id}`,
      );
      if (!edited) return answer(404, { message: 'Not Found' });
      edited.body = body;
      return answer(200, {});
    });
  });

const run = (env: NodeJS.ProcessEnv = {}) =>
  promisify(execFile)(
    process.execPath,
    // As Node.js 24 runs it, with types stripped, on the oldest version that we support, too.
    ['--import', 'tsx', join(__dirname, 'plan-comment.ts'), folder],
    {
      env: {
        PATH: process.env['PATH'],
        GITHUB_TOKEN: 'secret',
        GITHUB_REPOSITORY: 'o/waf',
        GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        PULL_REQUEST: '7',
        COMMIT: 'abcdef0123',
        ...env,
      },
    },
  );

beforeAll(async () => {
  server = serve();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  folder = mkdtempSync(join(tmpdir(), 'plans-'));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

it('writes one comment, and the next time in its place, behind a page of others', async () => {
  comments.push(...Array.from({ length: PAGE }, (_, id) => ({ id: id + 1, body: 'looks good' })));
  writeFileSync(join(folder, 'dev.txt'), 'Plan: 1 to add, 0 to change, 0 to destroy.');
  await run();
  writeFileSync(join(folder, 'dev.txt'), 'No changes. Your infrastructure matches.');

  await run();

  const ours = comments.filter(({ body }) => body.startsWith(MARKER));
  expect(ours).toHaveLength(1);
  expect(ours[0]?.body).toContain('<b>dev</b>: No changes.');
});

it.each([
  ['GitHub refuses', { GITHUB_TOKEN: 'wrong' }, 'GitHub answered 401'],
  ['it is not told which pull request', { PULL_REQUEST: '' }, 'PULL_REQUEST is not set'],
])('fails when %s, and says so', async (_case, env, message) => {
  await expect(run(env)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining(message) as string,
  });
});
