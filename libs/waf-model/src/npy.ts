const MAGIC = '\x93NUMPY\x01';
const HEADER = /'descr': '<f2', 'fortran_order': False, 'shape': \(([0-9]+),\)/;

/** What a unit of the fraction is worth, by exponent; the lowest has no leading one before it. */
const UNITS = Float64Array.from({ length: 32 }, (_, exponent) => 2 ** (Math.max(exponent, 1) - 25));

/** The finite number that 16 bits spell: sign, five bits of exponent, ten of fraction (binary16). */
const float16 = (bits: number): number => {
  const exponent = (bits >> 10) & 0x1f;
  const fraction = (bits & 0x3ff) | (exponent === 0 ? 0 : 0x400);
  return (bits & 0x8000 ? -fraction : fraction) * UNITS[exponent]!;
};

/**
 * The values of a `.npy` file of finite 16-bit floats in one dimension.
 *
 * @throws {Error} it is none; says what was expected.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export const npyFloat16 = (file: Uint8Array): Float32Array => {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (bytes.toString('latin1', 0, 7) !== MAGIC) throw new Error('expected a .npy file, version 1');
  const data = 10 + bytes.readUInt16LE(8);
  const header = bytes.toString('latin1', 10, data);
  const size = Number(HEADER.exec(header)?.[1]);
  if (bytes.length !== data + 2 * size) {
    throw new Error(`expected 16-bit floats in one dimension, found ${header.trim()}`);
  }
  const values = new Float32Array(size);
  for (let at = 0; at < size; at += 1) {
    values[at] = float16(bytes[data + 2 * at]! | (bytes[data + 2 * at + 1]! << 8));
  }
  return values;
};
