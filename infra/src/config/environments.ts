import { readFileSync } from 'node:fs';
import { environmentPrefix } from '@ngwaf/contracts';
import { z } from 'zod';
import own from '../../environments.ts';
import { findConflicts } from './conflicts.ts';
import { defaults } from './defaults.ts';
import { settingsSchema, type EnvironmentSettings, type Settings } from './settings.ts';

export { BOOTSTRAP_STACK } from './conflicts.ts';
export type { EnvironmentSettings, Settings } from './settings.ts';

/** One deployment of the stack. */
export interface Environment extends Settings {
  name: string;
  /** Every physical name starts with it. */
  prefix: string;
}

/** The configuration of environments is wrong; a line for each mistake, with environment and field. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

const gotWhat = (settings: unknown, path: PropertyKey[]): string => {
  const value = path.reduce<unknown>(
    (inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key],
    settings,
  );
  const isPlain = ['string', 'number', 'boolean'].includes(typeof value);
  return isPlain ? `, got ${JSON.stringify(value)}` : '';
};

/**
 * An environment whose settings have been checked.
 *
 * @throws {ConfigurationError} the name does not fit into resource names, or a setting is wrong.
 */
export const parseEnvironment = (name: string, settings: EnvironmentSettings): Environment => {
  if (!/^[a-z][a-z0-9]*$/.test(name)) {
    throw new ConfigurationError(
      `environment ${name}: expected a name of lower-case letters and digits`,
    );
  }
  const prefix = settings.prefix ?? environmentPrefix(name);
  const given = { ...settings, prefix };
  const parsed = settingsSchema.safeParse({ ...defaults, ...given });
  if (!parsed.success) {
    throw new ConfigurationError(
      parsed.error.issues
        .map(({ path, message }) =>
          [`environment ${name}`, ...(path.length > 0 ? [path.join('.')] : []), message]
            .join(': ')
            .concat(gotWhat(given, path)),
        )
        .join('\n'),
    );
  }
  const { backend, region } = parsed.data;
  if (backend.type === 's3' && (backend.region ?? region) === undefined) {
    throw new ConfigurationError(
      `environment ${name}: backend.region: expected the bucket's region, or the environment's own in region`,
    );
  }
  return { ...parsed.data, name, prefix };
};

/**
 * Environments whose settings have been checked, each by itself and all together.
 *
 * @throws {ConfigurationError} with every mistake that was found.
 */
export const parseEnvironments = (all: Record<string, EnvironmentSettings>): Environment[] => {
  const mistakes: string[] = [];
  const parsed = Object.entries(all).flatMap(([name, settings]) => {
    try {
      return [parseEnvironment(name, settings)];
    } catch (error) {
      mistakes.push((error as Error).message);
      return [];
    }
  });
  const conflicts = mistakes.length === 0 ? findConflicts(parsed) : [];
  if (mistakes.length + conflicts.length > 0) {
    throw new ConfigurationError([...mistakes, ...conflicts].join('\n'));
  }
  return parsed;
};

const fileSchema = z.record(z.string(), z.looseObject({}));

const fromFile = (file: string): Record<string, EnvironmentSettings> => {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new ConfigurationError(
      `NGWAF_ENVIRONMENTS_FILE: expected a JSON file of environments, ${file}: ${(error as Error).message}`,
      { cause: error },
    );
  }
};

/** `npm start -- --scoring=…` has the local cloud, which runs `dev`, score in that mode. */
const inDevMode = (
  all: Record<string, EnvironmentSettings>,
): Record<string, EnvironmentSettings> => {
  const mode = process.env['NGWAF_DEV_SCORING_MODE'];
  // What is not one of the modes is for the schema to say.
  const scoring = { ...all['dev']?.scoring, mode } as NonNullable<EnvironmentSettings['scoring']>;
  return mode ? { ...all, dev: { ...all['dev'], scoring } } : all;
};

/**
 * Every environment that the app synthesises: those of `infra/environments.ts`, or, for a
 * configuration that is kept elsewhere, of the JSON file that NGWAF_ENVIRONMENTS_FILE names.
 *
 * @throws {ConfigurationError} with every mistake that was found.
 */
export const environments = (): Environment[] => {
  const file = process.env['NGWAF_ENVIRONMENTS_FILE'];
  return parseEnvironments(inDevMode(file ? fromFile(file) : own));
};
