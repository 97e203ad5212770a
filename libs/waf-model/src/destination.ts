import type { RequestPart } from '@ngwaf/contracts';

import { FLAG } from './flags.ts';
import { fold } from './folding.ts';

/**
 * Where an absolute URL leads: to the request's own site, to another, to a host inside a network; as
 * `destination.py`. Whether it is an attack depends on where it stands.
 */

// As browsers and HTTP clients read it: any number of slashes or backslashes. Of a folded text, so
// lower case; the authority may hold a user before `@`.
const ABSOLUTE = /^(?:[a-z][a-z0-9+.-]{1,15}:[/\\]{2,}|https?:[/\\]?|[/\\]{2,})([^/\\?# \n]+)/;
const PORT = /:[0-9]*$/;
const NUMERIC_HOST = /^(?:0x[0-9a-f]+|[0-9]+)(?:\.(?:0x[0-9a-f]+|[0-9]+)){0,3}$/;
const INNER_NAME = /^(?:[a-z0-9_-]+|.*\.(?:internal|local|localhost|localdomain|lan))$/;

const hostOf = (authority: string): string =>
  authority.slice(authority.lastIndexOf('@') + 1).replace(PORT, '');

const isInner = (host: string): boolean =>
  host.startsWith('[') || NUMERIC_HOST.test(host) || INNER_NAME.test(host);

/** The part of a host that one owner has: two labels, or three below a registry as `co.uk`. */
const siteOfHost = (host: string): string => {
  if (NUMERIC_HOST.test(host)) return host;
  const labels = host.replace(/\.+$/, '').split('.');
  const [registry = '', top = ''] = labels.slice(-2);
  const isBelowRegistry = labels.length > 2 && top.length === 2 && registry.length <= 3;
  return labels.slice(isBelowRegistry ? -3 : -2).join('.');
};

/** The site of a request's Host header, empty where it has none. */
export const siteOf = (parts: readonly RequestPart[]): string => {
  const host = parts.find(({ kind, name }) => kind === 'header' && name === 'host');
  return host ? siteOfHost(hostOf(fold(host.text).text)) : '';
};

/** Flags of a folded text that is an absolute URL, in a request to `site` (empty: unknown). */
export const urlFlags = (folded: string, site: string): number => {
  const authority = ABSOLUTE.exec(folded)?.[1];
  if (authority === undefined) return 0;
  const host = hostOf(authority);
  const inner = isInner(host) ? FLAG.innerHost : 0;
  if (site === '') return inner | FLAG.url;
  return inner | (siteOfHost(host) === site ? FLAG.sameSiteUrl : FLAG.otherSiteUrl);
};
