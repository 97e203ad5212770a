const BLOCK = 512;

/**
 * The plain files of a tar archive by name, without `./` before it; views, not copies.
 *
 * Reads what Python and SageMaker write (ustar, pax, GNU). A name of more than 100 characters is
 * cut, since those formats spell it elsewhere: no file that a model is read from has one.
 *
 * @throws {Error} the archive ends inside a file.
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html
 */
export const tarFiles = (archive: Buffer): Map<string, Uint8Array> => {
  const files = new Map<string, Uint8Array>();
  let at = 0;
  while (at < archive.length && archive[at] !== 0) {
    const field = (offset: number, length: number): string =>
      archive.toString('latin1', at + offset, at + offset + length).replace(/\0.*$/s, '');
    const name = field(0, 100).replace(/^\.\//, '');
    const size = parseInt(field(124, 12), 8);
    const from = at + BLOCK;
    if (!(from + size <= archive.length)) {
      throw new Error(`expected a whole archive, found one that ends inside ${name}`);
    }
    const isPlainFile = ['', '0'].includes(field(156, 1));
    if (isPlainFile) files.set(name, archive.subarray(from, from + size));
    at = from + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
};
