import { spawn } from 'node:child_process';
import { DeployError } from '../deploy-error.ts';

/** Programs that build and push images, in the order in which they are looked for. */
const PROGRAMS = ['docker', 'podman', 'buildah'] as const;
type Program = (typeof PROGRAMS)[number];

/** What a registry asks for; the password is good for twelve hours. */
export interface Login {
  registry: string;
  user: string;
  password: string;
}

/** Builds and pushes images. */
export interface Engine {
  program: Program;
  /** Builds what is in a folder, for the processors of SageMaker's instances. */
  build(folder: string, reference: string): Promise<void>;
  login(login: Login): Promise<void>;
  push(reference: string): Promise<void>;
}

export interface EngineOptions {
  env: NodeJS.ProcessEnv;
  /** Receives the program's output, line by line. */
  note?: (line: string) => void;
}

/** What tells whether a program can be used: Docker without its daemon cannot. */
const PROBES: Record<Program, string[]> = {
  docker: ['info', '--format', '{{.ServerVersion}}'],
  podman: ['info', '--format', '{{.Version.Version}}'],
  buildah: ['--version'],
};

/** The first program that is there and answers; undefined where there is none. */
export const findEngine = async (options: EngineOptions): Promise<Engine | undefined> => {
  for (const program of PROGRAMS) {
    const probe = await run(program, PROBES[program], { env: options.env }).catch(() => undefined);
    if (probe?.code === 0) return createEngine(program, options);
  }
  return undefined;
};

/** SageMaker takes images of one platform in Docker's format, without attestations beside them. */
const BUILD: Record<Program, string[]> = {
  docker: ['build', '--platform=linux/amd64'],
  podman: ['build', '--platform=linux/amd64', '--format=docker'],
  buildah: ['build', '--platform=linux/amd64', '--format=docker'],
};

/** Docker leaves registries on this machine without TLS by itself; the others are told to. */
const isOnThisMachine = (reference: string): boolean =>
  /^(localhost|127\.\d+\.\d+\.\d+)[:/]/.test(`${reference}/`);

export const createEngine = (program: Program, options: EngineOptions): Engine => {
  const { note } = options;
  const env = { ...options.env, BUILDX_NO_DEFAULT_ATTESTATIONS: '1' };
  const must = async (what: string, args: string[], input?: string): Promise<void> => {
    const { code, lastLines } = await run(program, args, {
      env,
      ...(note && { note }),
      ...(input !== undefined && { input }),
    });
    if (code === 0) return;
    throw new DeployError(`${program} could not ${what}:\n${lastLines.join('\n')}`);
  };
  const tls = (reference: string): string[] =>
    program !== 'docker' && isOnThisMachine(reference) ? ['--tls-verify=false'] : [];
  return {
    program,
    build: (folder, reference) =>
      must(`build ${folder}`, [...BUILD[program], '--tag', reference, folder]),
    login: ({ registry, user, password }) =>
      // By standard input: arguments are seen by everybody on this machine.
      must(
        `log in to ${registry}`,
        ['login', ...tls(registry), '--username', user, '--password-stdin', registry],
        password,
      ),
    push: (reference) => must(`push ${reference}`, ['push', ...tls(reference), reference]),
  };
};

const LINES_KEPT = 20;

interface RunOptions {
  env: NodeJS.ProcessEnv;
  note?: (line: string) => void;
  input?: string;
}

const run = (program: string, args: string[], { env, note, input }: RunOptions) =>
  new Promise<{ code: number; lastLines: string[] }>((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
    const lastLines: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      let rest = '';
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => {
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        take(lines);
      });
      stream.on('end', () => {
        if (rest !== '') take([rest]);
      });
    }
    const take = (lines: string[]): void => {
      lastLines.push(...lines);
      lastLines.splice(0, lastLines.length - LINES_KEPT);
      for (const line of lines) note?.(line);
    };
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code: code ?? 1, lastLines });
    });
    // A program that ended without reading is told of by its exit code.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? '');
  });
