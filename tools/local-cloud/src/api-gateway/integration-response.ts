import type { Integration, IntegrationResponse } from './openapi.ts';

/** The response of an integration for the backend's status: by pattern, else the default one. */
export const integrationResponse = (
  { responses = {} }: Integration,
  status: string,
): IntegrationResponse | undefined => {
  const byPattern = Object.entries(responses).find(
    ([pattern]) => pattern !== 'default' && new RegExp(`^(?:${pattern})$`).test(status),
  );
  return byPattern?.[1] ?? responses['default'];
};

const PREFIX = 'method.response.header.';

/**
 * The headers that an integration's response sets: literals (`'no-store'` in quotes) and headers of
 * the backend's answer; one that the backend did not send is left out.
 */
export const mappedHeaders = (
  { responseParameters = {} }: IntegrationResponse,
  backend: Record<string, string> = {},
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(responseParameters).flatMap(([target, source]): [string, string][] => {
      const value = mappedValue(source, backend);
      return target.startsWith(PREFIX) && value !== undefined
        ? [[target.slice(PREFIX.length).toLowerCase(), value]]
        : [];
    }),
  );

const mappedValue = (source: string, backend: Record<string, string>): string | undefined => {
  const literal = /^'(.*)'$/s.exec(source)?.[1];
  if (literal !== undefined) return literal;
  const header = /^integration\.response\.header\.(.+)$/.exec(source)?.[1];
  return header && backend[header.toLowerCase()];
};
