import type { Credentials, Principal } from '../../iam/principals.ts';

/** What a client of the local cloud's own services needs. */
export interface AwsAccess {
  region: string;
  endpointUrl: string;
  credentials: Credentials;
}

/** Configuration of an SDK client that calls the local cloud as somebody, whatever the user's profile says. */
export const clientConfig = (
  { region, endpointUrl, credentials }: AwsAccess,
  principal: Principal,
) => {
  const issued = credentials.issue(principal);
  return {
    region,
    endpoint: endpointUrl,
    credentials: {
      accessKeyId: issued.AWS_ACCESS_KEY_ID,
      secretAccessKey: issued.AWS_SECRET_ACCESS_KEY,
      sessionToken: issued.AWS_SESSION_TOKEN,
    },
  };
};
