import { join } from 'node:path';

import type { Job } from '@ngwaf/contracts';
import { InvalidNextTokenError } from '@ngwaf/job-store';
import { createLogger } from '@ngwaf/lambda-kit';
import { aFinishedJob, anApiEvent, exampleEvents } from '@ngwaf/testing';

import { listAllJobs, type GetAllJobStatusPorts } from './get-all-job-status.ts';
import { createHandler } from './handler.ts';

const keys = (jobs: Job[]) => jobs.map((job) => job.job_key);
const newestFirst = (count: number) =>
  Array.from({ length: count }, (_, n) => aFinishedJob({ job_key: `job-${count - n}` }));

/** Pages of a list in memory; a token is the index of the next job. */
const portsOf = (jobs: Job[], unreadable: string[] = []) => {
  const ports = {
    listNewestFirst: jest.fn<
      ReturnType<GetAllJobStatusPorts['listNewestFirst']>,
      Parameters<GetAllJobStatusPorts['listNewestFirst']>
    >(async ({ limit, nextToken }) => {
      const from = Number(nextToken ?? 0);
      if (Number.isNaN(from)) throw new InvalidNextTokenError();
      const end = from + limit;
      return {
        jobs: jobs.slice(from, end),
        unreadable,
        nextToken: end < jobs.length ? String(end) : undefined,
      };
    }),
    reportUnreadable: jest.fn(),
  };
  return ports;
};
const handlerOf = (ports: GetAllJobStatusPorts) =>
  createHandler(
    ports,
    createLogger({}, () => {}),
  );
const page = (queryStringParameters?: Record<string, string>) =>
  anApiEvent('GET /jobs', queryStringParameters ? { queryStringParameters } : {});

describe('GET /all-jobs', () => {
  it('answers an array of all jobs, newest first', async () => {
    const response = await handlerOf(portsOf(newestFirst(250)))(anApiEvent('GET /all-jobs'));

    const jobs = JSON.parse(response.body) as Job[];
    expect(response.statusCode).toBe(200);
    expect(jobs).toHaveLength(250);
    expect(keys(jobs).slice(0, 2)).toEqual(['job-250', 'job-249']);
    expect(response.headers).not.toHaveProperty('X-Next-Token');
  });

  it('answers an empty array before the first job', async () => {
    const response = await handlerOf(portsOf([]))(anApiEvent('GET /all-jobs'));

    expect(response.body).toBe('[]');
  });

  it('cuts a list that Lambda would refuse, and says where it goes on', async () => {
    const list = await listAllJobs(portsOf(newestFirst(250)), 200 * 1024);

    expect(list.jobs.length).toBeGreaterThan(0);
    expect(Buffer.byteLength(JSON.stringify(list.jobs))).toBeLessThanOrEqual(200 * 1024);
    expect(list.nextToken).toBe(String(list.jobs.length));
  });

  it('stays below the limit of Lambda however many jobs there are', async () => {
    const response = await handlerOf(portsOf(newestFirst(5_000)))(anApiEvent('GET /all-jobs'));

    expect(Buffer.byteLength(JSON.stringify(response))).toBeLessThan(6_291_556);
    expect(response.headers).toHaveProperty('X-Next-Token');
  });
});

describe('GET /jobs', () => {
  it('answers a page and where the next begins', async () => {
    const response = await handlerOf(portsOf(newestFirst(3)))(page({ limit: '2' }));

    const { jobs, next_token } = JSON.parse(response.body) as { jobs: Job[]; next_token?: string };
    expect(keys(jobs)).toEqual(['job-3', 'job-2']);
    expect(next_token).toBe('2');
  });

  it('names no next page on the last', async () => {
    const response = await handlerOf(portsOf(newestFirst(3)))(
      page({ limit: '2', next_token: '2' }),
    );

    expect(JSON.parse(response.body)).toEqual({
      jobs: [expect.objectContaining({ job_key: 'job-1' })],
    });
  });

  it('gives twenty jobs unless told otherwise', async () => {
    const ports = portsOf(newestFirst(30));

    await handlerOf(ports)(page());

    expect(ports.listNewestFirst).toHaveBeenCalledWith({ limit: 20, nextToken: undefined });
  });

  it.each(['1', '99', '100'])('takes a limit of %s', async (limit) => {
    expect((await handlerOf(portsOf([]))(page({ limit }))).statusCode).toBe(200);
  });

  it.each(['0', '101', '-1', '1.5', 'ten', '', '1e1', ' 1'])(
    'refuses a limit of "%s"',
    async (limit) => {
      const response = await handlerOf(portsOf([]))(page({ limit }));

      expect(response.statusCode).toBe(400);
      expect(JSON.parse(response.body)).toMatchObject({ expected: 'a whole number from 1 to 100' });
    },
  );

  it.each(['abc', ''])('refuses a token "%s" that it never gave', async (next_token) => {
    const response = await handlerOf(portsOf(newestFirst(3)))(page({ next_token }));

    expect(response.statusCode).toBe(400);
    expect(response.body).toContain('next_token');
  });

  it('reports items that are no jobs and shows the others', async () => {
    const ports = portsOf(newestFirst(1), ['job-broken']);

    const response = await handlerOf(ports)(page());

    expect(response.statusCode).toBe(200);
    expect(ports.reportUnreadable).toHaveBeenCalledWith(['job-broken']);
  });
});

describe('example events', () => {
  it.each(exampleEvents(join(import.meta.dirname, '../events')))('%s', async (name, event) => {
    const isBad = name.startsWith('bad-');

    const { statusCode } = await handlerOf(portsOf(newestFirst(3)))(event);

    expect(statusCode).toBe(isBad ? 400 : 200);
  });
});
