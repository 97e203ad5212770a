import { Construct } from 'constructs';
import type { FrameworkProps } from './framework.ts';
import type { Serving } from './serving.ts';
import type { Storage } from './storage.ts';
export interface LabellingProps extends FrameworkProps {
  storage: Storage;
  serving: Serving;
}

/** The queue of items that people label, and batch predictions. */
export class Labelling extends Construct {
  readonly functions = {};

  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- read as the part is filled in
  constructor(scope: Construct, id: string, _props: LabellingProps) {
    super(scope, id);
  }
}
