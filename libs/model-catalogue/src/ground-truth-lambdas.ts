/** Accounts of AWS with the functions of Ground Truth's built-in tasks, by region. */
const ACCOUNTS: Record<string, string> = {
  'us-east-1': '432418664414',
  'us-east-2': '266458841044',
  'us-west-2': '081040173940',
  'ca-central-1': '918755190332',
  'eu-west-1': '568282634449',
  'eu-west-2': '487402164563',
  'eu-central-1': '203001061592',
  'ap-northeast-1': '477331159723',
  'ap-northeast-2': '845288260483',
  'ap-south-1': '565803892007',
  'ap-southeast-1': '377565633583',
  'ap-southeast-2': '454466003867',
};

/**
 * The functions with which Ground Truth shows a text to workers and makes one class of what they say,
 * for an entry's `labelling` of the kind `ground-truth`.
 *
 * @throws {RangeError} Ground Truth has none in that region.
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_HumanTaskConfig.html
 */
export const groundTruthLambdas = (region: string) => {
  const account = Object.hasOwn(ACCOUNTS, region) ? ACCOUNTS[region] : undefined;
  if (account === undefined) {
    const expected = `one of ${Object.keys(ACCOUNTS).join(', ')}`;
    throw new RangeError(`Ground Truth has no functions in ${region}: expected ${expected}`);
  }
  const named = (name: string) => `arn:aws:lambda:${region}:${account}:function:${name}`;
  return {
    preHumanTaskLambdaArn: named('PRE-TextMultiClass'),
    annotationConsolidationLambdaArn: named('ACS-TextMultiClass'),
  };
};
