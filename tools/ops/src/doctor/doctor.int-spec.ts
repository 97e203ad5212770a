import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { startLocalCloud, type LocalCloud } from '@ngwaf/tool-local-cloud';
import { runCommandLine } from '../cli.ts';
import type { Finding, Section } from './check.ts';
import { createClients, type Clients } from './clients.ts';
import { doctorCommands } from './commands.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const account = '123456789012';
let folder: string;
let cloud: LocalCloud;
let clients: Clients;
let before: NodeJS.ProcessEnv;

/** Runs doctor as somebody would whose variables point at the cloud. */
const doctor = async (): Promise<{ code: number; sections: Section[] }> => {
  const printed: string[] = [];
  const args = ['doctor', '--env', 'dev', '--terraform-dir', folder, '--json'];
  const code = await runCommandLine(doctorCommands, args, {
    root,
    env: process.env,
    print: (text) => printed.push(text),
    note: () => undefined,
    ask: undefined,
  });
  return { code, ...(JSON.parse(printed.join('\n')) as { sections: Section[] }) };
};
const findings = (sections: Section[], title: string): Finding[] =>
  sections.find((section) => section.title === title)?.findings ?? [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  const python = join(root, '.local', 'venv', 'bin', 'python');
  cloud = await startLocalCloud({ port: 0, stateDir: join(folder, 'cloud'), python });
  before = process.env;
  process.env = {
    ...before,
    AWS_ENDPOINT_URL: cloud.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  };
  clients = createClients({ region: 'us-east-1', forcePathStyle: true });
});
afterAll(async () => {
  process.env = before;
  await cloud.close();
  rmSync(folder, { recursive: true });
});

describe('in an empty account', () => {
  let code: number;
  let sections: Section[];
  beforeAll(async () => ({ code, sections } = await doctor()));

  it('finds everything ready, and every name free', () => {
    expect(code).toBe(0);
    expect(findings(sections, 'Tools').map(({ status }) => status)).toEqual([
      'ok',
      'ok',
      'ok',
      'ok',
    ]);
    expect(findings(sections, 'Names')).toEqual([
      {
        check: 'names',
        status: 'ok',
        found: expect.stringMatching(/^\d\d free, 0 of this stack$/) as string,
      },
    ]);
    expect(findings(sections, 'Account and region')).toContainEqual(
      expect.objectContaining({
        check: 'AWS',
        found: expect.stringContaining('not AWS') as string,
      }),
    );
  });

  it('calls nothing all right that the cloud does not answer', () => {
    const unanswered = [...findings(sections, 'Quotas'), ...findings(sections, 'Permissions')];
    expect(unanswered.length).toBeGreaterThan(0);
    for (const { status, found } of unanswered) {
      expect({ status, found }).toEqual({
        status: 'unknown',
        found: expect.stringContaining('could not be checked') as string,
      });
    }
  });
});

it('has a problem with a name that is taken, none with data that was kept', async () => {
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: [] });
  await clients.iam.send(
    new CreateRoleCommand({ RoleName: 'ngwaf-dev-model', AssumeRolePolicyDocument: policy }),
  );
  await clients.s3.send(new CreateBucketCommand({ Bucket: `ngwaf-dev-waf-${account}` }));

  const { code, sections } = await doctor();

  expect(code).toBe(1);
  const [, ...others] = findings(sections, 'Names');
  expect(others).toEqual([
    expect.objectContaining({ check: `s3 bucket ngwaf-dev-waf-${account}`, status: 'info' }),
    expect.objectContaining({ check: 'iam role ngwaf-dev-model', status: 'problem' }),
  ]);
});
