import { Construct } from 'constructs';
import type { FrameworkProps } from './framework.ts';
import type { Storage } from './storage.ts';
export interface ServingProps extends FrameworkProps {
  storage: Storage;
}

/** Endpoints of the models, their deployment and the routes that answer predictions. */
export class Serving extends Construct {
  readonly functions = {};

  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- read as the part is filled in
  constructor(scope: Construct, id: string, _props: ServingProps) {
    super(scope, id);
  }
}
