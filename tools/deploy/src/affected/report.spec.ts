import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readReport, REPORT_VARIABLE, reportShipped, type ReportRow } from './report.ts';

const heading = ['function', 'version', 'code', 'time'];
const row = (name: string): ReportRow => [name, '1 → 2', '1.0 KB', '0.1 s'];

it('collects what several deployments printed, by name', () => {
  const folder = mkdtempSync(join(tmpdir(), 'report-'));
  const file = join(folder, 'report');
  const printed: string[] = [];
  const surroundings = {
    env: { [REPORT_VARIABLE]: file },
    print: (text: string) => void printed.push(text),
  };

  reportShipped(surroundings, heading, [row('sm-serving')]);
  reportShipped(surroundings, heading, [row('notebook'), row('exit-notebook')]);

  expect(readReport(file)).toEqual([row('exit-notebook'), row('notebook'), row('sm-serving')]);
  expect(printed[0]).toContain('sm-serving');
  rmSync(folder, { recursive: true });
});

it('only prints where no run collects', () => {
  const printed: string[] = [];

  reportShipped({ env: {}, print: (text) => void printed.push(text) }, heading, [row('a')]);

  expect(printed).toHaveLength(1);
});

it('is empty where nothing was shipped', () => {
  expect(readReport(join(tmpdir(), 'no-such-report'))).toEqual([]);
});
