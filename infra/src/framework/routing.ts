import { CloudwatchEventBus } from '@cdktf/provider-aws/lib/cloudwatch-event-bus/index.js';
import { conditional, Token } from 'cdktf';
import { Construct } from 'constructs';
import {
  PREDICTION_DETAIL_TYPE,
  PREDICTION_SOURCE,
  predictionBucketKeys,
  resourceNames,
  webhookParameter,
  type PredictionRoute,
} from '@ngwaf/contracts';
import type { DeployedFunction } from '../constructs/deployed-function.ts';
import { EventConsumer } from '../constructs/event-consumer.ts';
import { RestrictionTable } from '../constructs/restriction-table.ts';
import type { FrameworkProps } from './framework.ts';
import * as settings from './routing-functions.ts';
import type { Serving } from './serving.ts';
import type { Storage } from './storage.ts';

export interface RoutingProps extends FrameworkProps {
  storage: Storage;
  serving: Serving;
}

type Functions =
  'apply-intervention' | 'user-restrictions' | 'store-predictions' | 'notify-operator';

/** Rings before the queue's fortnight is over, and after what a restart of anything takes. */
const QUARTER_OF_AN_HOUR = 900;
/** Of two seconds at first and an hour at last: about ten hours. */
const WEBHOOK_ATTEMPTS = 20;

/** The bus of predictions and who acts on them: the intervention model and the operator. */
export class Routing extends Construct {
  readonly functions: Record<Functions, DeployedFunction>;

  constructor(scope: Construct, id: string, props: RoutingProps) {
    super(scope, id);
    const { namePrefix, location, encryption, variables, storage, add } = props;
    const names = resourceNames(namePrefix);
    const bus = new CloudwatchEventBus(this, 'bus', { name: names.predictionBus });
    const table = new RestrictionTable(this, 'restrictions', {
      name: names.restrictionTable,
      retain: variables.retainData,
      encryption,
    });
    const restrictions = { RESTRICTION_TABLE_NAME: table.name };
    const webhook = webhookParameter(namePrefix);
    this.functions = {
      'apply-intervention': add('apply-intervention', settings.applyIntervention(restrictions)),
      'user-restrictions': add('user-restrictions', settings.userRestrictions(restrictions)),
      'store-predictions': add(
        'store-predictions',
        settings.storePredictions({ PREDICTION_BUCKET: storage.predictions.name }),
      ),
      'notify-operator': add(
        'notify-operator',
        settings.notifyOperator({
          // By its name and not by the queue, which is made after the function.
          QUEUE_URL: `https://${location.serviceHost('sqs')}/${location.accountId}/${namePrefix}-notify-operator`,
          WEBHOOK_PARAMETER: webhook,
          // Where there is no TLS, there is one machine.
          ALLOW_LOOPBACK: Token.asString(conditional(variables.requireTls, 'false', 'true')),
        }),
      ),
    };
    table.grantChange(this.functions['apply-intervention']);
    table.grantRead(this.functions['user-restrictions']);
    storage.predictions.grantWrite(this.functions['store-predictions'], [
      `${predictionBucketKeys.predictionsPrefix}*`,
    ]);

    const consumer = (
      name: Exclude<Functions, 'user-restrictions'>,
      route: PredictionRoute | undefined,
      own: { maxReceiveCount: number; consequence: string; maxAgeSeconds?: number },
    ): EventConsumer =>
      new EventConsumer(this, name.replaceAll('-', '_'), {
        ...{ namePrefix, location, encryption, alarms: props.alarms, name, busName: bus.name },
        eventPattern: {
          source: [PREDICTION_SOURCE],
          'detail-type': [PREDICTION_DETAIL_TYPE],
          ...(route !== undefined && { detail: { route: [route] } }),
        },
        consumer: this.functions[name],
        timeoutSeconds: 30,
        maxAgeSeconds: QUARTER_OF_AN_HOUR,
        ...own,
      });
    consumer('apply-intervention', 'intervention', {
      maxReceiveCount: 10,
      consequence: 'Users are not restricted as their risk says',
    });
    consumer('store-predictions', undefined, {
      maxReceiveCount: 10,
      consequence: 'Predictions are not stored',
    });
    const { queue } = consumer('notify-operator', 'operator', {
      maxReceiveCount: WEBHOOK_ATTEMPTS,
      maxAgeSeconds: 3600,
      consequence: "The operator's webhook does not get predictions",
    });
    const notifyOperator = this.functions['notify-operator'];
    notifyOperator.addToRolePolicy({
      actions: ['sqs:ChangeMessageVisibility'],
      resources: [queue.arn],
    });
    notifyOperator.addToRolePolicy({
      actions: ['ssm:GetParameter'],
      resources: [location.arn('ssm', `parameter${webhook}`)],
    });
    encryption.grantDecrypt(notifyOperator, 'ssm');
  }
}
