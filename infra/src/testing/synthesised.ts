import 'cdktf/lib/testing/adapters/jest.js';
import { TerraformVariable, Testing } from 'cdktf';
import type { Construct } from 'constructs';
import { AlarmTopic } from '../constructs/alarm-topic.ts';
import { Location } from '../constructs/location.ts';
import { Role, type Grantable, type Statement } from '../constructs/role.ts';

Testing.setupJest();

export type Json = Record<string, unknown>;
type ByAddress = Record<string, Record<string, Json>>;

/** Terraform as JSON, read by specs. */
export interface Synthesised {
  /** For the matchers of cdktf. */
  text: string;
  resource: ByAddress;
  data: ByAddress;
  output: Record<string, Json>;
  variable: Record<string, Json>;
  terraform: { backend: Json };
}

export const parseSynthesised = (text: string): Synthesised => {
  const parsed = JSON.parse(text) as Omit<Synthesised, 'text'>;
  return { ...parsed, text };
};

/** What `build` makes, in a stack of its own. */
export const synthesise = (build: (scope: Construct) => void): Synthesised =>
  parseSynthesised(Testing.synthScope(build));

/** The only resource of a type. */
export const onlyResource = (synthesised: Synthesised, type: string): Json => {
  const all = Object.values(synthesised.resource[type] ?? {});
  if (all.length !== 1 || !all[0]) throw new Error(`expected one ${type}, got ${all.length}`);
  return all[0];
};

/** The statements that `build` gives to a role. */
export const statementsGranted = (
  build: (scope: Construct, grantee: Grantable) => void,
): Statement[] => {
  const { data } = synthesise((scope) => {
    const grantee = new Role(scope, 'grantee', {
      name: 'grantee',
      description: '',
      servicePrincipal: 'lambda.amazonaws.com',
    });
    build(scope, grantee);
  });
  const document = Object.entries(data['aws_iam_policy_document'] ?? {}).find(([name]) =>
    name.startsWith('grantee_permissions'),
  );
  return (document?.[1]['statement'] ?? []) as Statement[];
};

/** What most constructs ask for. */
export const surroundings = (scope: Construct) => {
  const flag = (name: string) => {
    const variable = new TerraformVariable(scope, name, { type: 'bool' });
    variable.overrideLogicalId(name);
    return variable.booleanValue;
  };
  const email = new TerraformVariable(scope, 'email', { type: 'string', default: '' });
  return {
    namePrefix: 'ngwaf-test',
    location: new Location(scope, 'location'),
    alarms: new AlarmTopic(scope, 'alarms', { namePrefix: 'ngwaf-test', email }),
    retain: flag('retain_data'),
    requireTls: flag('require_tls'),
  };
};
