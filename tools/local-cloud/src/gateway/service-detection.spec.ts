import { detectTarget } from './service-detection.ts';

const signed = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
});

describe('detectTarget', () => {
  it.each([
    ['a signed REST call', '/2015-03-31/functions/', signed('lambda'), 'lambda', undefined],
    [
      'a signed JSON call',
      '/',
      { ...signed('states'), 'x-amz-target': 'AWSStepFunctions.StartExecution' },
      'states',
      'StartExecution',
    ],
    [
      'an unsigned JSON call',
      '/',
      { 'x-amz-target': 'DynamoDB_20120810.GetItem' },
      'dynamodb',
      'GetItem',
    ],
    ['an unsigned path of Lambda', '/2015-03-31/functions/f/invocations', {}, 'lambda', undefined],
    ['an unsigned path of API Gateway', '/restapis/a/stages', {}, 'apigateway', undefined],
    ['an endpoint’s invocation', '/endpoints/e/invocations', {}, 'sagemaker', undefined],
    [
      'a presigned URL',
      '/bucket/key?X-Amz-Credential=local%2F20260101%2Fus-east-1%2Fs3%2Faws4_request',
      {},
      's3',
      undefined,
    ],
    ['an old signature', '/bucket/key', { authorization: 'AWS local:signature' }, 's3', undefined],
    ['anything else', '/bucket/key', {}, 's3', undefined],
  ])('tells %s', (_, path, headers, service, operation) => {
    expect(detectTarget(new URL(path, 'http://localhost'), headers)).toMatchObject({
      service,
      operation,
    });
  });

  it.each([
    [
      'a header',
      '/',
      {
        authorization:
          'AWS4-HMAC-SHA256 Credential=ASIA1/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0',
        'x-amz-security-token': 'token',
      },
    ],
    [
      'a presigned URL',
      '/b/k?X-Amz-Credential=ASIA1%2F20260101%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Security-Token=token',
      {},
    ],
  ])('tells the access key and its token from %s', (_, path, headers) => {
    expect(detectTarget(new URL(path, 'http://localhost'), headers)).toMatchObject({
      accessKeyId: 'ASIA1',
      sessionToken: 'token',
    });
  });
});
