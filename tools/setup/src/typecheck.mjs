import ts from 'typescript';
import { createPrograms } from './typescript-programs.mjs';

// What every project's target `typecheck` does, of all projects at once.
const programs = createPrograms();
const host = ts.createCompilerHost({});
const diagnostics = ts.sortAndDeduplicateDiagnostics(
  programs.flatMap((program) => ts.getPreEmitDiagnostics(program)),
);
process.stdout.write(ts.formatDiagnosticsWithColorAndContext(diagnostics, host));
console.log(`${diagnostics.length} errors in ${programs.length} programs`);
process.exitCode = diagnostics.length === 0 ? 0 : 1;
