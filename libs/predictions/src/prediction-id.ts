import { randomBytes } from 'node:crypto';

const hex = (milliseconds: number): string =>
  Math.max(0, Math.floor(milliseconds)).toString(16).padStart(12, '0');

/** How ids of a time begin: no id of that time or later sorts before it. */
export const idsFrom = (milliseconds: number): string => {
  const time = hex(milliseconds);
  return `${time.slice(0, 8)}-${time.slice(8)}-`;
};

/**
 * A new id of a prediction: a UUID of version 7, whose first 48 bits are the time (epoch milliseconds).
 *
 * @see https://www.rfc-editor.org/rfc/rfc9562#section-5.7
 */
export const newPredictionId = (milliseconds: number = Date.now()): string => {
  const random = randomBytes(10);
  // Version 7, and the variant of RFC 9562.
  random.writeUInt8((random.readUInt8(0) & 0x0f) | 0x70, 0);
  random.writeUInt8((random.readUInt8(2) & 0x3f) | 0x80, 2);
  const rest = random.toString('hex');
  return `${idsFrom(milliseconds)}${rest.slice(0, 4)}-${rest.slice(4, 8)}-${rest.slice(8)}`;
};
