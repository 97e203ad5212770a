import { installDependencies, installScrutinyTools } from './install.mjs';
import { checkPrerequisites } from './prerequisites.mjs';
import { terraformCliEnvironment } from './terraform-cli-config.mjs';

/**
 * Gets a fresh clone ready: checks what the user has to install, installs the rest, and tells
 * Terraform where to find its provider. Ends the process with one message per problem.
 *
 * @param {{ scrutiny?: boolean }} options `scrutiny`: the tools of tools/scrutiny, too
 */
export const setUp = async ({ scrutiny = false } = {}) => {
  const { python, problems } = checkPrerequisites();
  if (problems.length > 0) {
    console.error(['Before this can run:', ...problems.map((line) => `  - ${line}`)].join('\n'));
    process.exit(1);
  }
  try {
    await installDependencies(python);
    if (scrutiny) await installScrutinyTools(python);
  } catch (error) {
    console.error(`Setting up failed: ${error.message}. What it printed is above; try again.`);
    process.exit(1);
  }
  const variables = await terraformCliEnvironment();
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  // The SDK's reminder that versions of next year want a newer Node is not for this command's user.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  process.env.NX_DAEMON ??= 'false';
};
