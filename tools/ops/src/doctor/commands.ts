import { defineCommand, type Command } from '../command.ts';
import { examine } from './examine.ts';
import { hasProblem, reportText } from './report.ts';
import { findSubject } from './subject.ts';

const doctor = defineCommand({
  name: 'doctor',
  summary: 'whether an environment can be applied and works, and what it costs',
  options: {
    env: {
      type: 'string',
      placeholder: 'name',
      description:
        'an environment of infra/environments.ts, applied or not (default: the local cloud of this checkout if it runs, else dev)',
    },
    region: {
      type: 'string',
      placeholder: 'name',
      description: "instead of the environment's, or that of AWS_REGION and the profile",
    },
    'terraform-dir': {
      type: 'string',
      placeholder: 'folder',
      description:
        'where Terraform of this environment is initialised (default: infra/cdktf.out/stacks/<prefix>)',
    },
    json: { type: 'boolean', description: 'the findings as JSON' },
  },
  details: `Before a first apply and any time later; it changes nothing. Looks at the tools of this machine,
credentials, account and region, quotas, services, names that are taken, permissions to apply and
Terraform's state, and says what the environment costs.

  ok        as it should be             PROBLEM   an apply, or the stack, would fail
  note      worth knowing               unknown   could not be looked at; never counts as ok
  WARNING   works, but not as it should

Exit code 1 if there is a problem.`,
  async run({ json, ...options }, _positionals, surroundings) {
    const sections = await examine(await findSubject(options, surroundings), surroundings);
    surroundings.print(json ? JSON.stringify({ sections }, null, 2) : reportText(sections));
    return hasProblem(sections) ? 1 : 0;
  },
});

export const doctorCommands: Command[] = [doctor];
