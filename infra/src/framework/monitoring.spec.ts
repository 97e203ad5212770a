import { Testing } from 'cdktf';
import { MODELS } from '@ngwaf/model-catalogue';
import { environments } from '../config/environments.ts';
import { NgwafStack } from '../stacks/ngwaf-stack.ts';
import { parseSynthesised } from '../testing/synthesised.ts';

const [environment] = environments();
if (!environment) throw new Error('there is no environment');
const { resource } = parseSynthesised(
  Testing.synth(new NgwafStack(Testing.app(), environment.prefix, environment)),
);
const models = MODELS.filter(({ pipeline }) => pipeline === 'framework');
const alarms = Object.values(resource['aws_cloudwatch_metric_alarm'] ?? {});

it.each(
  models.flatMap(({ name, code, triggers }) => triggers.map((each) => ({ name, code, ...each }))),
)(
  '$name has an alarm for $metric, by what its entry says',
  ({ name, code, metric, threshold, periods }) => {
    const alarm = alarms.find(
      ({ alarm_name }) => alarm_name === `${environment.prefix}-${code}-${metric}-trigger`,
    );

    expect(alarm).toMatchObject({
      namespace: 'NGWAF/Models',
      dimensions: { Model: name },
      threshold,
      period: 3600,
      evaluation_periods: periods,
    });
    // CloudWatch looks back at most a day.
    expect(periods * 3600).toBeLessThanOrEqual(86_400);
  },
);

it('every model has a dashboard', () => {
  const dashboards = Object.values(resource['aws_cloudwatch_dashboard'] ?? {});

  expect(dashboards.map(({ dashboard_name }) => dashboard_name).sort()).toEqual(
    models.map(({ code }) => `${environment.prefix}-${code}`).sort(),
  );
  for (const { dashboard_body } of dashboards) {
    const { widgets } = JSON.parse(String(dashboard_body)) as { widgets: unknown[] };
    expect(widgets).toHaveLength(6);
  }
});
