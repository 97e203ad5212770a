/** One thing that a call needs to be allowed: an IAM action on one resource. */
export interface Permission {
  /** e.g. `dynamodb:PutItem`; IAM's name, not always the operation's. */
  action: string;
  /** An ARN, or `*` where the action knows no resource. */
  resource: string;
  /** Condition keys that come with this action, e.g. `iam:PassedToService`. */
  context?: Readonly<Record<string, string | readonly string[]>>;
}

/** Where ARNs belong to. */
export interface Place {
  region: string;
  accountId: string;
}

export type Input = Record<string, unknown>;

/** `arn:aws:<service>:<region>:<account>:<resource>`; what is an ARN already stays as it is. */
export const arnOf = ({ region, accountId }: Place, service: string, resource: string): string =>
  resource.startsWith('arn:') ? resource : `arn:aws:${service}:${region}:${accountId}:${resource}`;

/** A member that is text, else ''. */
export const text = (input: Input, member: string): string => {
  const value = input[member];
  return typeof value === 'string' ? value : '';
};

/** A member that is a list, else an empty one. */
export const list = (input: Input, member: string): unknown[] => {
  const value = input[member];
  return Array.isArray(value) ? value : [];
};

/** A member that is an object, else an empty one. */
export const object = (input: Input, member: string): Input => {
  const value = input[member];
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Input)
    : {};
};
