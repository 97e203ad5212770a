import { modelResources } from './model-resources.ts';
import { MODELS, findModel } from './models.ts';

describe('modelResources', () => {
  it('names what belongs to a model', () => {
    const entry = findModel('gambling-behaviour-marketing');

    expect(entry && modelResources('ngwaf-dev', '123456789012', entry)).toEqual({
      dataBucket: 'ngwaf-dev-gambling-behaviour-data-123456789012',
      modelBucket: 'ngwaf-dev-gb-marketing-models-123456789012',
      endpoint: 'ngwaf-dev-gb-marketing',
      modelPackageGroup: 'ngwaf-dev-gb-marketing',
    });
  });

  it('keeps the names that the firewall has had', () => {
    const entry = findModel('waf');

    expect(entry && modelResources('ngwaf-dev', '123456789012', entry)).toEqual({
      dataBucket: 'ngwaf-dev-train-123456789012',
      modelBucket: 'ngwaf-dev-waf-123456789012',
      endpoint: 'ngwaf-dev-waf',
      modelPackageGroup: 'ngwaf-dev-waf',
    });
  });

  it.each(MODELS.map((entry) => [entry.name, entry] as const))(
    'fits into what AWS allows with the longest prefix: %s',
    (_name, entry) => {
      const names = modelResources('p'.repeat(28), '123456789012', entry);

      for (const name of Object.values<string>({ ...names })) {
        expect(name.length).toBeLessThanOrEqual(63);
      }
    },
  );
});
