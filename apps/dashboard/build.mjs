// Bundles the page: dist/index.html, and beside it dist/dashboard/, whose files have their content's
// hash in their names. The page refers to them relative to itself, whatever it is served below.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

const ROOT = import.meta.dirname;
const DIST = join(ROOT, 'dist');

// Browsers get copies of what is bundled, so its notice goes along, as its licence asks.
const zodNotice = await readFile(join(ROOT, '../../node_modules/zod/LICENSE'), 'utf8');

await rm(DIST, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: ROOT,
  entryPoints: ['src/main.ts', 'src/styles/main.css', 'src/icon.svg'],
  outdir: join(DIST, 'dashboard'),
  entryNames: '[name]-[hash]',
  loader: { '.svg': 'copy' },
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['es2022', 'chrome109', 'firefox115', 'safari16'],
  charset: 'utf8',
  legalComments: 'none',
  banner: { js: `/*! Contains zod.\n${zodNotice.trim()}\n*/` },
  metafile: true,
  logLevel: 'warning',
});

/** `main.js` → `main-ABCDEFGH.js`, by what esbuild wrote. */
const hashed = new Map(
  Object.keys(metafile.outputs).map((path) => {
    const file = basename(path);
    return [file.replace(/-[A-Z0-9]{8}(?=\.\w+$)/, ''), file];
  }),
);
const page = await readFile(join(ROOT, 'src', 'index.html'), 'utf8');
const filled = page.replaceAll(/\{\{([\w.]+)\}\}/g, (_placeholder, name) => {
  const file = hashed.get(name);
  if (!file) throw new Error(`index.html refers to ${name}; built were ${[...hashed.keys()]}`);
  return `dashboard/${file}`;
});
await writeFile(join(DIST, 'index.html'), filled);
// For the list of licences; not shipped, like the reports of the functions' builds.
await writeFile(join(DIST, 'meta.json'), JSON.stringify(metafile));
