import { Wafv2WebAclAssociation } from '@cdktf/provider-aws/lib/wafv2-web-acl-association/index.js';
import { Wafv2WebAclLoggingConfiguration } from '@cdktf/provider-aws/lib/wafv2-web-acl-logging-configuration/index.js';
import { Wafv2WebAcl } from '@cdktf/provider-aws/lib/wafv2-web-acl/index.js';
import { Construct } from 'constructs';
import { createLogGroup } from './log-group.ts';

export interface WebAclProps {
  namePrefix: string;
  /** ARN of a web ACL, or `managed` for one of the stack's own. */
  webAcl: string;
  /** The API's stage. */
  stageArn: string;
  /** What one address may send within five minutes; for the stack's own web ACL. */
  requestsPerAddress: number;
  logRetentionDays: number;
  /** Encrypts the log. @default - CloudWatch's own key */
  kmsKeyArn?: string | undefined;
}

/** What looks at who calls, on every route. */
const OF_CALLERS = ['AWSManagedRulesAmazonIpReputationList'];
/** What looks for attacks in what is sent: not where attacks are what is asked about. */
const OF_CONTENT = ['AWSManagedRulesKnownBadInputsRuleSet', 'AWSManagedRulesCommonRuleSet'];

/** Routes whose bodies are attacks by design. */
const SCORING_ROUTE = '/prediction';

const visibility = (name: string) => ({
  metricName: name,
  cloudwatchMetricsEnabled: true,
  // Samples would show keys and the traffic that users have scored.
  sampledRequestsEnabled: false,
});

/**
 * The web ACL before the API's stage. The firewall that we are scores what others were sent; this one
 * guards our own door.
 */
export class WebAcl extends Construct {
  constructor(scope: Construct, id: string, props: WebAclProps) {
    super(scope, id);
    new Wafv2WebAclAssociation(this, 'association', {
      resourceArn: props.stageArn,
      webAclArn: props.webAcl === 'managed' ? this.ownWebAcl(props).arn : props.webAcl,
    });
  }

  private ownWebAcl(props: WebAclProps): Wafv2WebAcl {
    const { namePrefix } = props;
    const name = `${namePrefix}-api`;
    const webAcl = new Wafv2WebAcl(this, 'web_acl', {
      name,
      description: `Guards the API of ${namePrefix}`,
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visibility(name),
      rule: [
        {
          name: 'rate',
          priority: 0,
          action: { block: {} },
          statement: {
            rate_based_statement: {
              aggregate_key_type: 'IP',
              evaluation_window_sec: 300,
              limit: props.requestsPerAddress,
            },
          },
          visibilityConfig: visibility(`${name}-rate`),
        },
        ...[...OF_CALLERS, ...OF_CONTENT].map((group, index) => ({
          name: group,
          priority: index + 1,
          overrideAction: { none: {} },
          statement: {
            managed_rule_group_statement: {
              vendor_name: 'AWS',
              name: group,
              ...(OF_CONTENT.includes(group) && { scope_down_statement: notScoring }),
            },
          },
          visibilityConfig: visibility(`${name}-${group}`),
        })),
      ],
    });
    this.log(props, webAcl);
    return webAcl;
  }

  private log({ namePrefix, logRetentionDays, kmsKeyArn }: WebAclProps, webAcl: Wafv2WebAcl): void {
    const log = createLogGroup(this, 'log', {
      // WAF writes to no log group of another name.
      name: `aws-waf-logs-${namePrefix}`,
      retentionDays: logRetentionDays,
      kmsKeyArn,
    });
    new Wafv2WebAclLoggingConfiguration(this, 'logging', {
      resourceArn: webAcl.arn,
      logDestinationConfigs: [log.arn],
      redactedFields: ['x-api-key', 'authorization'].map((name) => ({ singleHeader: { name } })),
    });
  }
}

// In Terraform's spelling: the CDK hands statements on as they are.
const notScoring = {
  not_statement: {
    statement: [
      {
        byte_match_statement: {
          search_string: SCORING_ROUTE,
          field_to_match: { uri_path: {} },
          positional_constraint: 'ENDS_WITH',
          text_transformation: [{ priority: 0, type: 'NONE' }],
        },
      },
    ],
  },
};
