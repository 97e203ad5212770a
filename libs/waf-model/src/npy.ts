const MAGIC = '\x93NUMPY\x01';
const HEADER = /'descr': '<f2', 'fortran_order': False, 'shape': \(([0-9]+),\)/;

/** The number that 16 bits spell: sign, five bits of exponent, ten of fraction (IEEE 754 binary16). */
const float16 = (bits: number): number => {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
};

/**
 * The values of a `.npy` file of 16-bit floats in one dimension.
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
  return Float32Array.from({ length: size }, (_, at) => float16(bytes.readUInt16LE(data + 2 * at)));
};
