const HEX = '0123456789abcdef';
const UUID = '01234567-89ab-cdef-0123-456789abcdef';
/** Random to the model: two cases, no word, and nothing that Base64 would decode to a text. */
export const MIXED_CASE = 'Qm7xKvR2tBn9WcLp';
const LOWER_CASE = 'qm7xkvr2tbn9wclp';
const WORD = 'masked';

const ATOMS =
  /[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}(?![0-9A-Za-z])|%[0-9A-Fa-f]{2}|[0-9A-Za-z]+/g;

/** Whether a run of letters and digits folds to the model's token for long hexadecimal numbers. */
export const isLongHex = (run: string): boolean =>
  run.length >= 16 && /^[0-9A-Fa-f]+$/.test(run) && /[0-9]/.test(run) && /[A-Fa-f]/.test(run);

/**
 * Digits as the model folds them: four stand for any longer run, fewer stay fewer. The first is no
 * zero, since JSON takes no number that begins with one.
 */
const maskDigits = (run: string): string => '1'.padEnd(Math.min(run.length, 4), '0');

const maskAtom = (atom: string): string => {
  if (atom.startsWith('%')) return atom;
  if (atom.includes('-')) return UUID;
  if (/^[0-9]+$/.test(atom)) return maskDigits(atom);
  if (isLongHex(atom)) return HEX;
  // What is this short the model takes for a plain word.
  if (atom.length <= 12 || (atom.length <= 32 && /^[A-Za-z]+$/.test(atom))) return WORD;
  return /[a-z]/.test(atom) && /[A-Z]/.test(atom) ? MIXED_CASE : LOWER_CASE;
};

/** A token with a constant of its kind for each run of letters and digits; all else stays. */
export const maskRuns = (token: string): string => token.replace(ATOMS, maskAtom);
