import { Construct } from 'constructs';
import type { FrameworkProps } from './framework.ts';
import type { Serving } from './serving.ts';
import type { Storage } from './storage.ts';
import type { Training } from './training.ts';
export interface MonitoringProps extends FrameworkProps {
  storage: Storage;
  serving: Serving;
  training: Training;
}

/** What watches the models: drift, quality, dashboards and the alarms that start training. */
export class Monitoring extends Construct {
  readonly functions = {};

  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- read as the part is filled in
  constructor(scope: Construct, id: string, _props: MonitoringProps) {
    super(scope, id);
  }
}
