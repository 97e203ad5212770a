/** How a target of a rule shapes what it is given. */
export interface InputShape {
  Input?: string;
  InputPath?: string;
  InputTransformer?: { InputPathsMap?: Record<string, string>; InputTemplate: string };
}

/** What a target is given for an event: JSON text, or plain text from a template of text. */
export const shapeInput = (event: Record<string, unknown>, shape: InputShape): string => {
  if (shape.Input !== undefined) return shape.Input;
  if (shape.InputTransformer) return transform(event, shape.InputTransformer);
  const path = shape.InputPath ?? '$';
  return JSON.stringify(selectPath(event, path) ?? null);
};

/**
 * Follows a JSON path of names and indices (`$.detail.items[0]`).
 *
 * @returns `undefined` where the path leads nowhere.
 */
export const selectPath = (event: unknown, path: string): unknown => {
  const steps = path.replace(/^\$\.?/, '').match(/[^.[\]'"]+/g) ?? [];
  return steps.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null
        ? (value as Record<string, unknown>)[step]
        : undefined,
    event,
  );
};

const transform = (
  event: Record<string, unknown>,
  { InputPathsMap = {}, InputTemplate }: NonNullable<InputShape['InputTransformer']>,
): string => {
  const values: Record<string, unknown> = {
    ...Object.fromEntries(
      Object.entries(InputPathsMap).map(([name, path]) => [name, selectPath(event, path)]),
    ),
    'aws.events.event': event,
    'aws.events.event.json': event,
    'aws.events.event.ingestion-time': event['time'],
  };
  let isInString = false;
  // Inside quotes a value stands as it is, elsewhere as JSON: `{"a": <a>}` and `"a is <a>"` both work.
  return InputTemplate.replace(/\\.|"|<([\w.-]+)>/gs, (match, name: string | undefined) => {
    if (match === '"') isInString = !isInString;
    if (name === undefined || !(name in values)) return match;
    const value = values[name] ?? '';
    if (!isInString) return JSON.stringify(value);
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return JSON.stringify(text).slice(1, -1);
  });
};
