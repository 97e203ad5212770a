import { findTools } from '@ngwaf/tool-setup/prerequisites';
import { defineCommand, type Command } from '../command.ts';
import { hasProblem, reportText } from './report.ts';
import { judgeTools } from './tools.ts';

const doctor = defineCommand({
  name: 'doctor',
  summary: 'whether an environment can be applied and works, and what it costs',
  options: {
    json: { type: 'boolean', description: 'the findings as JSON' },
  },
  run({ json }, _positionals, { print }) {
    const sections = [{ title: 'Tools', findings: judgeTools(findTools()) }];
    print(json ? JSON.stringify({ sections }, null, 2) : reportText(sections));
    return Promise.resolve(hasProblem(sections) ? 1 : 0);
  },
});

export const doctorCommands: Command[] = [doctor];
