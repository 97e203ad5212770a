import { CatalogueError } from './catalogue-error.ts';
import { modelEntrySchema, type ModelDefinition, type ModelEntry } from './schema/entry.ts';

/**
 * An entry with its defaults filled in.
 *
 * @throws {CatalogueError} names the entry and each field that is wrong.
 */
export const parseEntry = (definition: ModelDefinition): ModelEntry => {
  const parsed = modelEntrySchema.safeParse(definition);
  if (parsed.success) return parsed.data;
  const name: unknown = (definition as Partial<ModelDefinition> | undefined)?.name;
  const entry = typeof name === 'string' ? name : 'without a name';
  throw CatalogueError.of(entry, parsed.error, definition);
};

/**
 * All entries, checked alone and against each other.
 *
 * @throws {CatalogueError}
 */
export const parseCatalogue = (definitions: readonly ModelDefinition[]): readonly ModelEntry[] => {
  const entries = definitions.map(parseEntry);
  for (const field of ['name', 'code'] as const) {
    const seen = new Map<string, string>();
    for (const entry of entries) {
      const holder = seen.get(entry[field]);
      if (holder !== undefined) {
        throw new CatalogueError(
          `model ${entry.name}: ${field}: ${entry[field]} is that of ${holder} already`,
        );
      }
      seen.set(entry[field], entry.name);
    }
  }
  return entries;
};
