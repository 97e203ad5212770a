import type { CloudContext } from '../context.ts';
import type { ReadAsRole } from './s3-integration.ts';

/** Reads from S3 through the gateway's own door, under the role: as any caller would. */
export const createReadAsRole =
  ({
    endpointUrl,
    region,
    credentials,
  }: Pick<CloudContext, 'endpointUrl' | 'region' | 'credentials'>): ReadAsRole =>
  async (roleArn, path) => {
    const service = 'apigateway.amazonaws.com';
    const issued = credentials.issue({ name: 'api-gateway', roleArn, service });
    const scope = `${issued.AWS_ACCESS_KEY_ID}/20260101/${region}/s3/aws4_request`;
    const response = await fetch(`${endpointUrl}${path}`, {
      headers: {
        // Nothing here checks signatures; who calls is told by the access key.
        authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
      },
    });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    };
  };
