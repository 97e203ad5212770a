import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { commentBody, MARKER } from './comment-body.ts';
import { writeStickyComment } from './github.ts';

// Runs in a checkout where nothing is installed: Node alone, which strips the types.
const USAGE = `node tools/ci/src/plan-comment.ts <folder>   (Node.js 24 or newer)

Writes the plans in a folder (<environment>.txt each) as one comment of a pull request, in the place of
an earlier one. From the environment: GITHUB_TOKEN, GITHUB_REPOSITORY, PULL_REQUEST, COMMIT,
GITHUB_API_URL (default https://api.github.com).`;

const needed = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; see --help`);
  return value;
};

const main = async (): Promise<void> => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean', default: false } },
  });
  const [folder] = positionals;
  if (values.help) return console.log(USAGE);
  if (folder === undefined) throw new Error('a folder of plans is missing; see --help');
  const plans = readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .map((file) => ({
      environment: basename(file, '.txt'),
      text: readFileSync(join(folder, file), 'utf8'),
    }));
  if (plans.length === 0) throw new Error(`${folder} holds no <environment>.txt`);
  const pullRequest = Number(needed('PULL_REQUEST'));
  const repository = {
    apiUrl: process.env['GITHUB_API_URL'] ?? 'https://api.github.com',
    name: needed('GITHUB_REPOSITORY'),
    token: needed('GITHUB_TOKEN'),
  };
  const body = commentBody(plans, needed('COMMIT'));
  console.log(`Comment ${await writeStickyComment(repository, pullRequest, MARKER, body)}.`);
};

try {
  await main();
} catch (error) {
  console.error(`plan-comment: ${(error as Error).message}`);
  process.exitCode = 1;
}
