import { Token } from 'cdktf';
import type { PipelineEnvironment } from '@ngwaf/contracts';

/** SageMaker's limit for a lifecycle script, in characters of Base64. */
export const MAX_SCRIPT_BASE64_LENGTH = 16_384;

// What a value that only Terraform knows may grow to: an ARN of a role is the longest of them.
const UNKNOWN_VALUE_LENGTH = 160;

const compose = (environment: [string, string][], body: string): string =>
  [
    '#!/bin/bash',
    ...environment.map(([name, value]) => `export ${name}='${value}'`),
    // Its own first line would be one in the middle.
    body.replace(/^#!.*\n/, ''),
  ].join('\n');

/** Terraform takes `${` and `%{` in a text for its own; doubled, they stay what the shell wrote. */
const escapeForTerraform = (text: string): string => text.replaceAll(/([$%])\{/g, '$1$1{');

/**
 * The lifecycle script with the pipeline's environment exported before it, as a text for Terraform.
 *
 * @throws {Error} the script does not fit into SageMaker's limit.
 */
export const lifecycleScript = (environment: PipelineEnvironment, body: string): string => {
  const variables = Object.entries(environment);

  const longest = variables.map(([name, value]): [string, string] => [
    name,
    Token.isUnresolved(value) ? 'x'.repeat(UNKNOWN_VALUE_LENGTH) : value,
  ]);
  const base64Length = 4 * Math.ceil(Buffer.byteLength(compose(longest, body)) / 3);
  if (base64Length > MAX_SCRIPT_BASE64_LENGTH) {
    throw new Error(
      `lifecycle script: at most ${MAX_SCRIPT_BASE64_LENGTH} characters of Base64, got up to ${base64Length}`,
    );
  }
  return compose(variables, escapeForTerraform(body));
};
