import type { WorkerLabel } from './labelling-api.ts';

/** What a worker does with an item. */
export type LabelAction = { does: 'label'; label: WorkerLabel } | { does: 'undo' };

const BY_KEY: Record<string, LabelAction> = {
  y: { does: 'label', label: 1 },
  n: { does: 'label', label: 0 },
  '?': { does: 'label', label: null },
  u: { does: 'undo' },
};

/** What of a key event tells what it means. */
export interface PressedKey {
  key: string;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  /** Held down: one press labels one item. */
  repeat: boolean;
}

/** What a key does; undefined for keys that are the browser's or the page's. */
export const actionOf = (pressed: PressedKey): LabelAction | undefined => {
  const { key, ctrlKey, altKey, metaKey, repeat } = pressed;
  if (ctrlKey || altKey || metaKey || repeat) return undefined;
  const name = key.toLowerCase();
  return Object.hasOwn(BY_KEY, name) ? BY_KEY[name] : undefined;
};
