import type { Context } from './conditions.ts';

/** Compiled patterns, by their text. */
const compiled = new Map<string, RegExp>();

const toRegExp = (pattern: string, flags: string): RegExp => {
  const key = `${flags}:${pattern}`;
  const known = compiled.get(key);
  if (known) return known;
  const source = pattern
    // `${*}`, `${?}` and `${$}` are the characters themselves.
    .replaceAll(/\$\{[*?$]\}|[.+^$(){}|[\]\\*?]/g, (special) => {
      if (special.length === 4) return `\\${special[2]}`;
      if (special === '*') return '[^]*';
      return special === '?' ? '[^]' : `\\${special}`;
    });
  const made = new RegExp(`^${source}$`, flags);
  compiled.set(key, made);
  return made;
};

/** Whether an action matches a pattern of `*` and `?`; IAM does not tell capitals apart here. */
export const matchesAction = (pattern: string, action: string): boolean =>
  toRegExp(pattern, 'i').test(action);

/** Whether text, such as an ARN, matches a pattern of `*` and `?`. */
export const matchesText = (pattern: string, text: string): boolean =>
  toRegExp(pattern, '').test(text);

/**
 * A pattern with its policy variables filled in, e.g. `${aws:PrincipalAccount}`.
 *
 * @returns `undefined` when a variable has no value: such a pattern matches nothing.
 */
export const fillIn = (pattern: string, context: Context): string | undefined => {
  if (!pattern.includes('${')) return pattern;
  let isComplete = true;
  const filled = pattern.replaceAll(/\$\{([a-zA-Z][^}]*)\}/g, (_, expression: string) => {
    const [, name = '', preset] = /^\s*([^,\s]+)\s*(?:,\s*'([^']*)')?\s*$/.exec(expression) ?? [];
    const value = context.get(name.toLowerCase()) ?? (preset === undefined ? [] : [preset]);
    if (value.length !== 1) isComplete = false;
    // What comes from outside is text, never a pattern.
    return (value[0] ?? '').replaceAll(/[*?$]/g, (character) => `\${${character}}`);
  });
  return isComplete ? filled : undefined;
};
