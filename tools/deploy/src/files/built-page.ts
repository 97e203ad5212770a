import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { isUtf8 } from 'node:buffer';
import { DeployError } from '../deploy-error.ts';
import { sha256 } from '../zip.ts';

export interface PageFile {
  /** With its content's hash in it: files of all releases lie side by side. */
  name: string;
  content: Buffer;
  contentType: string;
}

/** What a build made: the page, and the files that it refers to. */
export interface BuiltPage {
  /** SHA-256 of all of it, hexadecimal. */
  release: string;
  page: Buffer;
  files: PageFile[];
  bytes: number;
}

export const PAGE_TYPE = 'text/html; charset=utf-8';

const CONTENT_TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
};

const HASHED_NAME = /^[a-z0-9]+(-[a-z0-9]+)*-[A-Z0-9]{8}\.[a-z]+$/;

/**
 * Reads `index.html` and the files of `dashboard/` in the build's folder.
 *
 * @throws {DeployError} it is not built; a file could not be served, or is not named by its content.
 */
export const readBuiltPage = (root: string): BuiltPage => {
  const dist = join(root, 'apps', 'dashboard', 'dist');
  const pageFile = join(dist, 'index.html');
  if (!existsSync(pageFile)) {
    throw new DeployError(
      `${relative(root, pageFile)} does not exist: build it with npx nx build dashboard`,
    );
  }
  const page = readFileSync(pageFile);
  const files = readdirSync(join(dist, 'dashboard'))
    .sort()
    .map((name) => readPageFile(dist, name));
  const fingerprint = files.map(
    ({ name, content, contentType }) => `${name} ${contentType} ${sha256(content).hex}`,
  );
  return {
    release: sha256(Buffer.from([sha256(page).hex, PAGE_TYPE, ...fingerprint].join('\n'))).hex,
    ...{ page, files },
    bytes: [page, ...files.map(({ content }) => content)].reduce(
      (sum, { length }) => sum + length,
      0,
    ),
  };
};

const readPageFile = (dist: string, name: string): PageFile => {
  const content = readFileSync(join(dist, 'dashboard', name));
  const contentType = CONTENT_TYPES[extname(name)];
  if (contentType === undefined || !isUtf8(content)) {
    throw new DeployError(
      `dashboard/${name}: expected text in UTF-8 named ${Object.keys(CONTENT_TYPES).join(', ')}; the API serves no other files`,
    );
  }
  if (!HASHED_NAME.test(name)) {
    throw new DeployError(
      `dashboard/${name}: expected a hash of its content in its name (name-ABCDEFGH.js): browsers keep such files for ever`,
    );
  }
  return { name, content, contentType };
};
