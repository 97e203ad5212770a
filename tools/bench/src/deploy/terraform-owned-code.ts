import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const functionSchema = z.looseObject({
  function_name: z.string(),
  lifecycle: z.unknown().optional(),
});
const aliasSchema = z.looseObject({ function_name: z.string(), lifecycle: z.unknown().optional() });
const stackSchema = z.looseObject({
  resource: z.looseObject({
    aws_lambda_function: z.record(z.string(), functionSchema),
    aws_lambda_alias: z.record(z.string(), aliasSchema),
  }),
});

/** Code of a function in the artefact bucket. */
export interface StoredCode {
  key: string;
  /** As Lambda spells it. */
  base64: string;
}

/**
 * Writes the stack anew so that Terraform owns the code of functions and the version behind the alias:
 * everything else is as it is. That is how code would be shipped without the deploy tool.
 */
export const letTerraformOwnCode = async (
  terraformDir: string,
  codes: Map<string, StoredCode>,
): Promise<void> => {
  const file = join(terraformDir, 'cdk.tf.json');
  const stack = stackSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  const { aws_lambda_function: functions, aws_lambda_alias: aliases } = stack.resource;
  for (const lambda of Object.values(functions)) {
    const code = codes.get(lambda.function_name);
    if (!code) continue;
    delete lambda.lifecycle;
    Object.assign(lambda, { s3_key: code.key, source_code_hash: code.base64, publish: true });
  }
  for (const alias of Object.values(aliases)) {
    delete alias.lifecycle;
    const address = /^\$\{(aws_lambda_function\.\w+)\./.exec(alias.function_name)?.[1];
    Object.assign(alias, { function_version: `\${${address}.version}` });
  }
  await writeFile(file, JSON.stringify(stack, null, 2));
};
