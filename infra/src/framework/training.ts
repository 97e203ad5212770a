import { Construct } from 'constructs';
import type { FrameworkProps } from './framework.ts';
import type { Labelling } from './labelling.ts';
import type { Serving } from './serving.ts';
import type { Storage } from './storage.ts';
export interface TrainingProps extends FrameworkProps {
  storage: Storage;
  serving: Serving;
  labelling: Labelling;
}

/** The pipeline that trains every model, what starts it and what ends its jobs. */
export class Training extends Construct {
  readonly functions = {};

  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- read as the part is filled in
  constructor(scope: Construct, id: string, _props: TrainingProps) {
    super(scope, id);
  }
}
