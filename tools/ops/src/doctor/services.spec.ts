import { closedServices, judgeLoggingRole } from './services.ts';

const ours = 'arn:aws:iam::111122223333:role/ngwaf-dev-api-logging';
const other = 'arn:aws:iam::111122223333:role/somebody-api-logging';

it.each([
  ['none, to be set by this stack', undefined, true, 'ok'],
  ['that of this stack', ours, true, 'ok'],
  ["somebody else's, which an apply would replace", other, true, 'warning'],
  ["somebody else's, left alone", other, false, 'ok'],
  ['none, and nobody sets one', undefined, false, 'problem'],
])('judges the role with which API Gateway writes logs: %s', (_case, role, owns, status) => {
  const environment = { prefix: 'ngwaf-dev', ownsApiGatewayAccount: owns };

  expect(judgeLoggingRole(role, environment).status).toBe(status);
});

it('says of services that are closed to new customers that nothing here needs them', () => {
  for (const { status, found } of closedServices()) {
    expect(status).toBe('info');
    expect(found).toContain('nothing here uses it');
  }
});
