/** What a client of the local cloud's own services needs. */
export interface AwsAccess {
  region: string;
  endpointUrl: string;
  awsEnvironment: Record<string, string>;
}

/** Configuration of an SDK client that speaks to the local cloud, whatever the user's profile says. */
export const clientConfig = ({ region, endpointUrl, awsEnvironment }: AwsAccess) => ({
  region,
  endpoint: endpointUrl,
  credentials: {
    accessKeyId: awsEnvironment['AWS_ACCESS_KEY_ID'] ?? 'local',
    secretAccessKey: awsEnvironment['AWS_SECRET_ACCESS_KEY'] ?? 'local',
  },
});
