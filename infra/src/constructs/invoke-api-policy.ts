import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy/index.js';
import { Construct } from 'constructs';
import { resourceNames } from '@ngwaf/contracts';

export interface InvokeApiPolicyProps {
  namePrefix: string;
  /** ARN of the API's stage as callers address it. */
  executionArn: string;
}

/** A policy for the machines that call the API: attached to their roles, outside of this stack. */
export class InvokeApiPolicy extends Construct {
  constructor(scope: Construct, id: string, props: InvokeApiPolicyProps) {
    super(scope, id);
    const document = new DataAwsIamPolicyDocument(this, 'document', {
      statement: [{ actions: ['execute-api:Invoke'], resources: [`${props.executionArn}/*`] }],
    });
    new IamPolicy(this, 'policy', {
      name: resourceNames(props.namePrefix).invokeApiPolicy,
      description: `Calling every route of the API of ${props.namePrefix}, for machines.`,
      policy: document.json,
    });
  }
}
