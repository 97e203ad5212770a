import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { FUNCTION_NAMES } from '@ngwaf/contracts';
import { stackPaths } from '@ngwaf/tool-local-stack';
import { createCloudClients } from './cloud-client.ts';
import { findSecrets } from './secrets.ts';
import { testStack, testStackOptions } from './test-stack.ts';

const outputs = testStack();
const { terraformDir, terraformOutputs } = stackPaths(testStackOptions);

describe('no secret stands', () => {
  it("in Terraform's state or outputs", () => {
    const state = readFileSync(join(terraformDir, 'terraform.tfstate'), 'utf8');
    const { resources } = JSON.parse(state) as { resources: unknown[] };

    // The state of a whole stack, with what it would hold if the key were Terraform's.
    expect(resources.length).toBeGreaterThan(80);
    expect(state).not.toContain(outputs.apiKey);
    expect(findSecrets(JSON.parse(state))).toEqual([]);
    expect(findSecrets(JSON.parse(readFileSync(terraformOutputs, 'utf8')))).toEqual([]);
  });

  it("in a function's environment", async () => {
    const { lambda } = createCloudClients(outputs);
    const environments = await Promise.all(
      FUNCTION_NAMES.map(async (name) => {
        const FunctionName = `ngwaf-dev-${name}`;
        const configuration = await lambda.send(
          new GetFunctionConfigurationCommand({ FunctionName }),
        );
        return configuration.Environment?.Variables;
      }),
    );

    expect(environments).toHaveLength(FUNCTION_NAMES.length);
    for (const variables of environments) {
      expect(Object.keys(variables ?? {}).length).toBeGreaterThan(0);
      expect(findSecrets(variables)).toEqual([]);
    }
  });
});
