/** The AWS provider's version that the stack pins. */
export declare const AWS_PROVIDER_VERSION: string;

/** Variables to set (or, undefined, to unset) so that Terraform finds its provider. */
export declare const terraformCliEnvironment: (
  environment?: NodeJS.ProcessEnv,
) => Promise<Record<string, string | undefined>>;
