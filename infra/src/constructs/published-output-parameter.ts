import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter/index.js';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { resourceNames, type PublishedOutputs } from '@ngwaf/contracts';

export interface PublishedOutputParameterProps {
  namePrefix: string;
  outputs: PublishedOutputs;
}

/**
 * The stack's outputs as JSON in a parameter of SSM: who has credentials, a region and the name of
 * an environment finds everything of it, without Terraform and without its state.
 *
 * Nothing in it is secret. The standard tier takes 4 KB and costs nothing.
 */
export class PublishedOutputParameter extends Construct {
  constructor(scope: Construct, id: string, props: PublishedOutputParameterProps) {
    super(scope, id);
    new SsmParameter(this, 'parameter', {
      name: resourceNames(props.namePrefix).outputsParameter,
      description: 'Outputs of the stack, as JSON',
      type: 'String',
      tier: 'Standard',
      value: Fn.jsonencode(props.outputs),
    });
  }
}
