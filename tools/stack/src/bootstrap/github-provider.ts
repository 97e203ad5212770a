import { IAMClient, ListOpenIDConnectProvidersCommand } from '@aws-sdk/client-iam';

const GITHUB = 'token.actions.githubusercontent.com';

/**
 * Whether somebody else made GitHub known to the account: there can be one such provider.
 *
 * @param known what the bootstrap's own state holds.
 */
export const isGithubKnownAlready = async (region: string, known: string[]): Promise<boolean> => {
  if (known.some((address) => address.startsWith('aws_iam_openid_connect_provider.'))) return false;
  const iam = new IAMClient({ region });
  const { OpenIDConnectProviderList = [] } = await iam.send(
    new ListOpenIDConnectProvidersCommand({}),
  );
  return OpenIDConnectProviderList.some(({ Arn }) => Arn?.endsWith(`/${GITHUB}`));
};
