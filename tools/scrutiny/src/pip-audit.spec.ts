import { readPipAudits } from './pip-audit.ts';

const result = (...dependencies: unknown[]) => ({
  code: 0,
  stdout: JSON.stringify({ dependencies, fixes: [] }),
  stderr: '',
});
const sound = { name: 'numpy', version: '2.4.6', vulns: [] };
const unknown = { name: 'ours', skip_reason: 'Dependency not found on PyPI' };
const vulnerable = {
  name: 'scipy',
  version: '1.0',
  vulns: [{ id: 'PYSEC-1', fix_versions: ['1.1'], aliases: [], description: 'bad\nlong text' }],
};

it('holds every advisory against us', () => {
  expect(readPipAudits([result(sound), result(vulnerable)])).toEqual({
    findings: [{ rule: 'PYSEC-1', where: 'scipy 1.0', message: 'bad' }],
  });
});

it('holds a package that nobody knows against us', () => {
  expect(readPipAudits([result(sound, unknown)])).toEqual({
    findings: [{ rule: 'unaudited', where: 'ours', message: 'Dependency not found on PyPI' }],
  });
});

it('has not looked where nothing could be audited', () => {
  expect(readPipAudits([result(unknown)])).toEqual({
    skipped: 'PyPI gives no advisories: Dependency not found on PyPI',
  });
});
