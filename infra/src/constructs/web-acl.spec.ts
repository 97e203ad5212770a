import { onlyResource, synthesise, type Json } from '../testing/synthesised.ts';
import { WebAcl } from './web-acl.ts';

const ARN = 'arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/ours/1234';

const build = (webAcl: string) =>
  synthesise((scope) => {
    new WebAcl(scope, 'web_acl', {
      namePrefix: 'ngwaf-test',
      webAcl,
      stageArn: 'stage-arn',
      requestsPerAddress: 3000,
      logRetentionDays: 30,
    });
  });

describe('a web ACL that is given', () => {
  it('is put before the stage, and nothing else is made', () => {
    const { resource } = build(ARN);

    expect(Object.keys(resource)).toEqual(['aws_wafv2_web_acl_association']);
    expect(Object.values(resource['aws_wafv2_web_acl_association'] ?? {})).toEqual([
      expect.objectContaining({ resource_arn: 'stage-arn', web_acl_arn: ARN }),
    ]);
  });
});

describe("the stack's own web ACL", () => {
  const synthesised = build('managed');
  const webAcl = onlyResource(synthesised, 'aws_wafv2_web_acl');
  const rules = webAcl['rule'] as (Json & { name: string; statement: Record<string, Json> })[];

  it('limits what one address may send', () => {
    expect(rules[0]).toMatchObject({
      action: { block: {} },
      statement: { rate_based_statement: { limit: 3000, aggregate_key_type: 'IP' } },
    });
  });

  it.each(['AWSManagedRulesKnownBadInputsRuleSet', 'AWSManagedRulesCommonRuleSet'])(
    'spares the scoring route of %s: attacks are what it is asked about',
    (name) => {
      const rule = rules.find((each) => each.name === name);

      expect(
        JSON.stringify(rule?.statement['managed_rule_group_statement']?.['scope_down_statement']),
      ).toMatch(/not_statement.*"search_string":"\/prediction"/);
    },
  );

  it('logs what it did without keys and signatures, for a while', () => {
    expect(
      onlyResource(synthesised, 'aws_wafv2_web_acl_logging_configuration')['redacted_fields'],
    ).toEqual([
      { single_header: { name: 'x-api-key' } },
      { single_header: { name: 'authorization' } },
    ]);
    expect(onlyResource(synthesised, 'aws_cloudwatch_log_group')).toMatchObject({
      name: 'aws-waf-logs-ngwaf-test',
      retention_in_days: 30,
    });
    expect(JSON.stringify(webAcl)).not.toContain('"sampled_requests_enabled":true');
  });
});
