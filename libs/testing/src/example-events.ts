import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * An app's example events by name, in the order of their names.
 *
 * @param folder the app's `events/`
 */
export const exampleEvents = (folder: string): [name: string, event: unknown][] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => [
      file.slice(0, -'.json'.length),
      JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown,
    ]);
