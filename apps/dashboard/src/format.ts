/** `6.9 s`, `42 s`, `3 min 12 s`, `1 h 04 min`; never below zero, whatever two clocks say. */
export const formatDuration = (seconds: number): string =>
  // Kept on one line wherever it stands.
  inWords(seconds).replaceAll(' ', '\u00a0');

const inWords = (seconds: number): string => {
  const value = Math.max(0, seconds);
  if (value < 9.95) return `${value.toFixed(1)} s`;
  const whole = Math.round(value);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${String(whole % 60).padStart(2, '0')} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
};

export const secondsBetween = (from: string, to: string | Date): number =>
  (new Date(to).getTime() - new Date(from).getTime()) / 1000;

const dateTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

/** Date and time of the reader's place and habits. */
export const formatDateTime = (iso: string): string => dateTime.format(new Date(iso));
export const formatTime = (at: string | Date): string => time.format(new Date(at));

/** `0.985`: a rate or score, in as many digits as tables of them need. */
export const formatRate = (value: number): string => value.toFixed(3);

export const formatCount = (value: number): string => value.toLocaleString('en');

export const formatBytes = (bytes: number): string => {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1024 ** 2
    ? `${(bytes / 1024).toFixed(1)} KB`
    : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
};

/** `prepare_data` → `Prepare data`. */
export const formatName = (name: string): string => {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};
