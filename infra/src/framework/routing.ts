import { Construct } from 'constructs';
import type { FrameworkProps } from './framework.ts';
import type { Serving } from './serving.ts';
import type { Storage } from './storage.ts';
export interface RoutingProps extends FrameworkProps {
  storage: Storage;
  serving: Serving;
}

/** The bus of predictions and who acts on them: the intervention model and the operator. */
export class Routing extends Construct {
  readonly functions = {};

  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- read as the part is filled in
  constructor(scope: Construct, id: string, _props: RoutingProps) {
    super(scope, id);
  }
}
