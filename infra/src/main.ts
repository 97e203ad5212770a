import { join } from 'node:path';
import { App } from 'cdktf';
import { ConfigurationError, environments } from './config/environments.ts';
import { NgwafStack } from './stacks/ngwaf-stack.ts';

// The cdktf command says where to write; run by itself the app always writes beside itself.
const app = new App({
  outdir: process.env['CDKTF_OUTDIR'] ?? join(import.meta.dirname, '../cdktf.out'),
});

try {
  for (const environment of environments()) {
    new NgwafStack(app, environment.prefix, environment);
  }
  app.synth();
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
