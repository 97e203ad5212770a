import {
  installDependencies,
  installEvaluationPackages,
  installPythonPackages,
  installScrutinyTools,
} from './install.mjs';
import { checkPrerequisites, checkPython } from './prerequisites.mjs';
import { terraformCliEnvironment } from './terraform-cli-config.mjs';

/** Ends the process with one message for what is missing, or for an installation that failed. */
const orExit = async ({ problems }, install) => {
  if (problems.length > 0) {
    console.error(['Before this can run:', ...problems.map((line) => `  - ${line}`)].join('\n'));
    process.exit(1);
  }
  try {
    await install();
  } catch (error) {
    console.error(`Setting up failed: ${error.message}. What it printed is above; try again.`);
    process.exit(1);
  }
};

/**
 * Gets a fresh clone ready: checks what the user has to install, installs the rest, and tells
 * Terraform where to find its provider. Ends the process with one message per problem.
 *
 * @param {{ scrutiny?: boolean, evaluation?: boolean }} options `scrutiny`: the tools of
 *   tools/scrutiny, too; `evaluation`: what draws the evaluation's picture, too
 */
export const setUp = async ({ scrutiny = false, evaluation = false } = {}) => {
  const found = checkPrerequisites();
  await orExit(found, async () => {
    await installDependencies(found.python);
    if (evaluation) await installEvaluationPackages();
    if (scrutiny) await installScrutinyTools(found.python);
  });
  const variables = await terraformCliEnvironment();
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  // The SDK's reminder that versions of next year want a newer Node is not for this command's user.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  process.env.NX_DAEMON ??= 'false';
};

/**
 * Gets the Python side alone ready, for what needs neither node modules nor Terraform.
 *
 * @param {{ evaluation?: boolean }} options as of `setUp`
 */
export const setUpPython = async ({ evaluation = false } = {}) => {
  const found = checkPython();
  await orExit(found, async () => {
    await installPythonPackages(found.python);
    if (evaluation) await installEvaluationPackages();
  });
};
