import ts from 'typescript';
import { ROOT } from './paths.mjs';

/** Where a project's options may lie. */
const TSCONFIGS = ['apps/*', 'libs/*', 'tools/*', 'infra'].map((room) => `${room}/tsconfig.json`);

const refuse = (diagnostics) => {
  if (diagnostics.length === 0) return;
  throw new Error(ts.formatDiagnostics(diagnostics, ts.createCompilerHost({})));
};

/** A project's options and files. */
const parse = (path) => {
  const onUnRecoverableConfigFileDiagnostic = (diagnostic) => refuse([diagnostic]);
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic };
  const { options, fileNames, errors } = ts.getParsedCommandLineOfConfigFile(path, {}, host);
  refuse(errors);
  // Of each project its own, and nothing to the compiler.
  delete options.configFilePath;
  return { options, fileNames };
};

/**
 * All projects in as few programs as can be: one for all that have the same options. What they share
 * (the SDK's types above all) is read and checked once, and not once in each of fifty projects.
 *
 * Types that a project declares for a package without any are known to the others of its program as
 * well: that each project declares what it needs is left to its own target `typecheck`.
 */
export const createPrograms = () => {
  const groups = new Map();
  for (const path of ts.sys.readDirectory(ROOT, ['.json'], [], TSCONFIGS, 3)) {
    const { options, fileNames } = parse(path);
    const key = JSON.stringify(options);
    if (!groups.has(key)) groups.set(key, { options, rootNames: [] });
    groups.get(key).rootNames.push(...fileNames);
  }
  return [...groups.values()].map(({ options, rootNames }) =>
    // ESLint goes from a node to its parent.
    ts.createProgram({ options, rootNames, host: ts.createCompilerHost(options, true) }),
  );
};
