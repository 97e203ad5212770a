import { environments, type Environment } from '@ngwaf/infra/environments';
import { CommandFailedError } from '../run.ts';
import { createTerraform } from '../terraform.ts';
import { explainFailure } from './explain.ts';

const session = {
  environment: environments()[0] as Environment,
  terraform: createTerraform('/stack', {}),
};

const LOCKED = `terraform plan ended with code 1
╷
│ Error: Error acquiring the state lock
│
│ Error message: operation error S3: PutObject, https response error
│ StatusCode: 412, api error PreconditionFailed
│ Lock Info:
│   ID:        9a1b-2c
│   Path:      state/ngwaf-dev.tfstate
│   Operation: OperationTypeApply
│   Who:       ann@laptop
│   Version:   1.11.4
│   Created:   2026-11-22 10:00:00 UTC
╵`;

it('says who holds the lock and what to do', () => {
  const { message } = explainFailure(new CommandFailedError(LOCKED), session) as Error;

  expect(message).toMatch(/somebody else is changing environment dev: ann@laptop since 2026-11-22/);
  expect(message).toMatch(/terraform -chdir=\/stack force-unlock 9a1b-2c$/);
});

it('leaves out what Terraform did before the error', () => {
  const { message } = explainFailure(
    new CommandFailedError('aws_s3_bucket.x: Refreshing state...\nError: no such region\n'),
    session,
  ) as Error;

  expect(message).toBe('Error: no such region');
});

it('passes on what is no failure of Terraform', () => {
  const error = new TypeError('a bug');

  expect(explainFailure(error, session)).toBe(error);
});
