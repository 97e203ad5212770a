import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** A package of somebody else's that we hand on. */
export interface ShippedPackage {
  name: string;
  version: string;
  /** SPDX expression; `UNKNOWN` where the package states none. */
  licence: string;
  /** What its licence asks to be handed on: texts of licences and notices. */
  texts: string[];
  /** In which of our artefacts it is. */
  where: string[];
}

const manifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().default('UNKNOWN'),
});

const NOTICE_FILES = /^(licen[cs]e|notice|copying)(\.|-|$)/i;

/** Name, version, licence and notices of an installed npm package. */
export const readPackageFolder = (folder: string): Omit<ShippedPackage, 'where'> => {
  const manifest = manifestSchema.parse(
    JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
  );
  const texts = readdirSync(folder)
    .filter((file) => NOTICE_FILES.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim());
  const { name, version, license: licence } = manifest;
  return { name, version, licence, texts };
};
