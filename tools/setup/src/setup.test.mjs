import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { checkPrerequisites, isAtLeast, parseVersion } from './prerequisites.mjs';
import {
  AWS_PROVIDER_VERSION,
  findProviderMirror,
  terraformCliEnvironment,
} from './terraform-cli-config.mjs';

let folder;
before(async () => (folder = await mkdtemp(join(tmpdir(), 'ngwaf-setup-'))));
after(() => rm(folder, { recursive: true }));

const architecture = { x64: 'amd64', ia32: '386' }[process.arch] ?? process.arch;
const platform = `${process.platform === 'win32' ? 'windows' : process.platform}_${architecture}`;

const makeMirror = async (...path) => {
  const mirror = join(folder, ...path);
  const provider = join(mirror, 'registry.terraform.io', 'hashicorp', 'aws');
  await mkdir(join(provider, AWS_PROVIDER_VERSION, platform), { recursive: true });
  return mirror;
};

describe('versions', () => {
  it('are compared by number, not by text', () => {
    assert.equal(isAtLeast(parseVersion('3.9.2'), [3, 11]), false);
    assert.equal(isAtLeast(parseVersion('3.11.0'), [3, 11]), true);
    assert.equal(isAtLeast(parseVersion('v22.1.0'), [20, 19]), true);
  });
});

describe('checkPrerequisites', () => {
  it('names every missing program at once', () => {
    const path = process.env.PATH;
    process.env.PATH = folder;
    try {
      const { problems } = checkPrerequisites();

      assert.match(problems.join('\n'), /Python 3\.11 or newer .* found none on the PATH/);
      assert.match(problems.join('\n'), /Terraform 1\.5 or newer .* found none on the PATH/);
    } finally {
      process.env.PATH = path;
    }
  });
});

describe('findProviderMirror', () => {
  it('finds the provider for this platform some folders down', async () => {
    const mirror = await makeMirror('add-ons', 'vendor', 'mirror');

    assert.equal(findProviderMirror([join(folder, 'add-ons')]), mirror);
  });

  it('passes over a mirror with another version', async () => {
    const other = join(folder, 'other', 'registry.terraform.io', 'hashicorp', 'aws', '4.0.0');
    await mkdir(join(other, platform), { recursive: true });

    assert.equal(findProviderMirror([join(folder, 'other')]), undefined);
  });

  it('finds nothing where the folder does not exist', () => {
    assert.equal(findProviderMirror([join(folder, 'absent')]), undefined);
  });
});

describe('terraformCliEnvironment', () => {
  it("leaves the user's own configuration alone", async () => {
    const own = join(folder, 'own.rc');
    await writeFile(own, '');

    assert.deepEqual(await terraformCliEnvironment({ TF_CLI_CONFIG_FILE: own }), {});
  });

  it(
    'names the mirror where the configuration does not exist',
    {
      skip:
        existsSync(join(homedir(), '.terraformrc')) && 'this user has a Terraform configuration',
    },
    async () => {
      const mirror = await makeMirror('plugins');

      const variables = await terraformCliEnvironment(
        { TF_CLI_CONFIG_FILE: join(folder, 'absent.rc') },
        { places: [join(folder, 'plugins')], folder },
      );

      const written = await readFile(variables.TF_CLI_CONFIG_FILE, 'utf8');
      assert.ok(written.includes(JSON.stringify(mirror)));
      assert.match(
        written,
        /direct \{\n {4}exclude = \["registry\.terraform\.io\/hashicorp\/aws"\]/,
      );
    },
  );
});

describe('npm run eval', () => {
  it('says what it does before anything is installed', () => {
    const script = join(import.meta.dirname, 'eval.mjs');
    const { status, stdout } = spawnSync(process.execPath, [script, '--help'], {
      encoding: 'utf8',
      env: { PATH: folder },
    });

    assert.equal(status, 0);
    assert.match(stdout, /npm run eval -- --requests in\.jsonl --out out\.json/);
  });
});
