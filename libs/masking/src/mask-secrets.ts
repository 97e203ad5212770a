import { KNOWN_FORMS, NUMBERS_AND_NAMES } from './known-forms.ts';
import { NAMED_VALUES } from './named-values.ts';
import { applyRules } from './rule.ts';

const RULES = [...KNOWN_FORMS, ...NAMED_VALUES, ...NUMBERS_AND_NAMES];

/** One is enough but for odd texts, in which a mask lets something else be seen for a secret. */
const MAX_ROUNDS = 8;

/**
 * A payload without the secrets in it: cookies, session identifiers, tokens, passwords, keys, card
 * numbers, the names in e-mail addresses.
 *
 * Only values that are wholly token-like are masked, by constants that the model sees as it sees what
 * they stand for; whatever could be an attack stays to the character. Masking twice is masking once.
 * `masking.py` does the same; the golden vectors of the contracts bind both. Time grows with the
 * length alone.
 */
export const maskSecrets = (text: string): string => {
  let masked = text;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const before = masked;
    masked = applyRules(RULES, before);
    if (masked === before) break;
  }
  return masked;
};
