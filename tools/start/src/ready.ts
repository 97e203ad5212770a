import type { LocalOutputs } from '@ngwaf/contracts';

/** Prints where the stack is, three requests to try, and how it stops. */
export const printReady = (
  { apiUrl, apiKey, dashboardUrl, awsEndpointUrl, trainBucket }: LocalOutputs,
  howToStop: string,
): void => {
  const key = `-H 'X-API-Key: ${apiKey}'`;
  const json = `-H 'Content-Type: application/json'`;
  const attack = `{"payload": "/search?q=%27%20OR%201%3D1--%20"}`;
  const request = `{"request": {"method": "POST", "url": "/login", "headers": {"content-type": "application/json"}, "body": "{\\"user\\": \\"ann\\"}"}}`;
  console.log(`
The stack is up.

  Dashboard      ${dashboardUrl ?? 'none'}   (asks for the key)
  API            ${apiUrl}
  API key        ${apiKey}
  AWS endpoint   ${awsEndpointUrl}   (AWS_ENDPOINT_URL for the AWS CLI, boto3, Terraform)
  Data sets      s3://${trainBucket}/

Try:

  curl -s -X POST '${apiUrl}/prediction' ${key} ${json} -d '${attack}'

  curl -s -X POST '${apiUrl}/prediction' ${key} ${json} -d '${request}'

  curl -s '${apiUrl}/jobs?limit=5' ${key}

${howToStop}`);
};
