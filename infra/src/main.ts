import { join } from 'node:path';
import { App } from 'cdktf';
import { BootstrapStack } from './bootstrap/bootstrap-stack.ts';
import { BOOTSTRAP_STACK } from './config/conflicts.ts';
import { ConfigurationError, environments } from './config/environments.ts';
import { NgwafStack } from './stacks/ngwaf-stack.ts';

// The cdktf command says where to write; run by itself the app always writes beside itself.
const app = new App({
  outdir: process.env['CDKTF_OUTDIR'] ?? join(import.meta.dirname, '../cdktf.out'),
});

try {
  const all = environments();
  for (const environment of all) new NgwafStack(app, environment.prefix, environment);
  new BootstrapStack(app, BOOTSTRAP_STACK, all);
  app.synth();
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
