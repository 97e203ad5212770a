import { readNpmAudit } from './npm-audit.ts';

const result = (report: unknown) => ({ code: 1, stdout: JSON.stringify(report), stderr: '' });
const advisory = (severity: string) => ({
  source: 1,
  url: 'https://github.com/advisories/GHSA-xxxx',
  name: 'left-pad',
  title: 'pads too far',
  severity,
  range: '<1.0.1',
});

it.each([
  ['low', 0],
  ['moderate', 0],
  ['high', 1],
  ['critical', 1],
])('holds an advisory of severity %s against us %d times', (severity, times) => {
  const report = { vulnerabilities: { 'left-pad': { via: [advisory(severity)] } } };

  expect(readNpmAudit(result(report))).toEqual({
    findings: Array.from({ length: times }, () => ({
      rule: 'GHSA-xxxx',
      where: 'left-pad <1.0.1',
      message: `${severity}: pads too far (https://github.com/advisories/GHSA-xxxx)`,
    })),
  });
});

it('does not repeat an advisory for what depends on the package', () => {
  const report = {
    vulnerabilities: { pads: { via: ['left-pad'] }, 'left-pad': { via: [advisory('high')] } },
  };

  expect(readNpmAudit(result(report))).toMatchObject({ findings: [{ rule: 'GHSA-xxxx' }] });
});

it('has not looked where the registry gives no advisories', () => {
  expect(readNpmAudit(result({ message: '405 Method Not Allowed', statusCode: 405 }))).toEqual({
    skipped: 'the registry gives no advisories: 405 Method Not Allowed',
  });
});

it('fails when npm printed no report', () => {
  expect(() => readNpmAudit({ code: 1, stdout: '', stderr: 'npm error' })).toThrow('npm error');
});
