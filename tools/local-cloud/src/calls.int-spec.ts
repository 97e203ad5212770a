import { CreateStateMachineCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';

import type { RecordedCall } from './iam/call-log.ts';
import { createQueue, eventually, startTestCloud, type TestCloud } from './test-cloud.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud();
}, 60_000);
afterAll(() => cloud.close());

const callsOf = async (principal: string): Promise<RecordedCall[]> => {
  const response = await fetch(`${cloud.url}/_local/calls?principal=${principal}`);
  return ((await response.json()) as { calls: RecordedCall[] }).calls;
};

describe('the record of calls', () => {
  it('has what the user does as the user', async () => {
    const { arn } = await createQueue(cloud, 'recorded');

    expect(await callsOf('user')).toContainEqual(
      expect.objectContaining({ action: 'sqs:CreateQueue', resources: [arn], status: 200 }),
    );
  });

  it('tells functions and state machines apart by their credentials', async () => {
    const functionArn = await cloud.createFunction(
      'caller',
      `
       exports.handler = async () => {
         const path = process.env.AWS_ENDPOINT_URL + '/2015-03-31/functions';
         const Credential = process.env.AWS_ACCESS_KEY_ID + '/20260101/us-east-1/lambda/aws4_request';
         const answer = await fetch(path, { headers: { authorization: 'AWS4-HMAC-SHA256 Credential=' + Credential } });
         return answer.status;
       };`,
    );
    const sfn = new SFNClient(cloud.client);
    const { stateMachineArn } = await sfn.send(
      new CreateStateMachineCommand({
        name: 'calling',
        roleArn: 'arn:aws:iam::123456789012:role/functions',
        definition: JSON.stringify({
          StartAt: 'Call',
          States: {
            Call: {
              Type: 'Task',
              Resource: 'arn:aws:states:::lambda:invoke',
              Parameters: { FunctionName: functionArn },
              End: true,
            },
          },
        }),
      }),
    );

    await sfn.send(new StartExecutionCommand({ stateMachineArn }));

    const listed = await eventually(async () =>
      (await callsOf('function:caller')).find(({ action }) => action === 'lambda:ListFunctions'),
    );
    expect(listed).toMatchObject({ resources: ['*'], status: 200 });
    const invoked = await eventually(async () => (await callsOf('state-machine:calling'))[0]);
    expect(invoked).toMatchObject({
      action: 'lambda:InvokeFunction',
      resources: [functionArn],
      status: 200,
    });
    sfn.destroy();
  });
});
