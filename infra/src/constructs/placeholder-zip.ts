import { strToU8, zipSync } from 'fflate';

/** Answers every call with an error: a placeholder must never look like success. */
const HANDLER = `exports.handler = async () => {
  throw new Error('No code has been deployed to this function yet: run the deploy tool.');
};
`;

/** What a function holds until its code is deployed: a zip, the same bytes at every synthesis. */
export const placeholderZip = (): Uint8Array =>
  // Local time is what a zip stores: a date of parts gives the same bytes in every time zone.
  zipSync({ 'main.cjs': [strToU8(HANDLER), { mtime: new Date(1980, 0, 1) }] }, { level: 9 });
