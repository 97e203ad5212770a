import type { Tool } from '@ngwaf/tool-setup/prerequisites';
import type { Finding } from './check.ts';

/** Whether the tools that a user installs by hand are there and new enough. */
export const judgeTools = (tools: readonly Tool[]): Finding[] =>
  tools.map(({ name, needed, found, problem }) =>
    problem === undefined
      ? { check: name, status: 'ok', found: found ?? '' }
      : {
          check: name,
          status: 'problem',
          found: found ?? 'none',
          expected: needed,
          remedy: problem,
        },
  );
