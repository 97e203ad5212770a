import type { Job } from '@ngwaf/contracts';
import type { PageRequest } from '@ngwaf/job-store';

/** One page of jobs, newest first; `unreadable` names items that are no valid jobs. */
export interface Page {
  jobs: Job[];
  unreadable: string[];
  nextToken: string | undefined;
}

/** What the use cases need; `main.ts` supplies the real ones, specs supply fakes. */
export interface GetAllJobStatusPorts {
  listNewestFirst(request: PageRequest): Promise<Page>;
  /** Tells operators of items that could not be shown. */
  reportUnreadable(jobKeys: string[]): void;
}

export interface JobList {
  jobs: Job[];
  /** Where to go on; `undefined` when these were the last. */
  nextToken: string | undefined;
}

/** Jobs read from the index at a time: about 500 KB, below DynamoDB's 1 MB a page. */
const JOBS_A_READ = 100;

/**
 * What the list may measure as JSON. Lambda refuses answers over 6 MB (6,291,556 bytes of event
 * JSON, in which the body's quotes count twice: about a fifth more than measured here).
 */
export const MAX_LIST_BYTES = 4_500_000;

/** One page of jobs, newest first. */
export const listJobs = async (
  ports: GetAllJobStatusPorts,
  request: PageRequest,
): Promise<JobList> => {
  const { jobs, unreadable, nextToken } = await ports.listNewestFirst(request);
  if (unreadable.length > 0) ports.reportUnreadable(unreadable);
  return { jobs, nextToken };
};

/**
 * All jobs, newest first, as far as one answer can hold them: some 1,500 with diagnostics.
 *
 * Past that the list is cut after a whole job and says where the next page begins.
 */
export const listAllJobs = async (
  ports: GetAllJobStatusPorts,
  maxBytes = MAX_LIST_BYTES,
): Promise<JobList> => {
  const all: Job[] = [];
  let bytes = 0;
  let nextToken: string | undefined;
  do {
    const page = await listJobs(ports, { limit: JOBS_A_READ, nextToken });
    bytes += Buffer.byteLength(JSON.stringify(page.jobs));
    if (bytes > maxBytes && all.length > 0) return { jobs: all, nextToken };
    all.push(...page.jobs);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return { jobs: all, nextToken };
};
