import { addressIn } from './checkov.ts';

const stack = JSON.stringify({
  resource: {
    aws_lambda_function: { sm_serving_function_8FF15E38: {} },
    aws_s3_bucket: { train_bucket_17881F53: {} },
  },
});

it.each([
  [
    'a resource without its type',
    'resource.sm_serving_function_8FF15E38',
    'aws_lambda_function.sm_serving_function',
  ],
  ['a resource with its type', 'aws_s3_bucket.train_bucket_17881F53', 'aws_s3_bucket.train_bucket'],
  ['a data source', 'data.notebook_role_permissions_FABD72D3', 'data.notebook_role_permissions'],
  ['a resource that is not in the stack', 'module.other', 'module.other'],
])('names %s as a reader would', (_case, resource, address) => {
  expect(addressIn(stack, resource)).toBe(address);
});
