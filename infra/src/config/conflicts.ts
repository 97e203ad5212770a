import type { Environment } from './environments.ts';

/** Name of the stack with the state bucket and the roles of continuous integration. */
export const BOOTSTRAP_STACK = 'ngwaf-bootstrap';

/** What environments get wrong together, though each is right by itself. */
export const findConflicts = (all: Environment[]): string[] => [
  ...(all.some(({ name }) => name === 'dev')
    ? []
    : ['environment dev: is missing; the local cloud runs it, whether or not it is on AWS']),
  ...all
    .filter(({ prefix }) => prefix === BOOTSTRAP_STACK)
    .map(({ name }) => `environment ${name}: prefix: ${BOOTSTRAP_STACK} is the bootstrap's`),
  ...pairs(all).flatMap(([one, other]) => [
    ...prefixConflicts(one, other),
    ...prefixConflicts(other, one),
    ...loggingConflicts(one, other),
  ]),
];

const pairs = <Item>(all: Item[]): [Item, Item][] =>
  all.flatMap((one, index) => all.slice(index + 1).map((other): [Item, Item] => [one, other]));

/** Permissions, and what a removal finds, go by prefix: one must not reach into another's names. */
const prefixConflicts = (one: Environment, other: Environment): string[] => {
  if (one.prefix === other.prefix && one.name < other.name) {
    return [`environment ${other.name}: prefix: "${one.prefix}" is environment ${one.name}'s`];
  }
  return one.prefix.startsWith(`${other.prefix}-`)
    ? [
        `environment ${one.name}: prefix: "${one.prefix}" begins with "${other.prefix}-", which belongs to environment ${other.name}`,
      ]
    : [];
};

const loggingConflicts = (one: Environment, other: Environment): string[] => {
  const isSamePlace =
    one.accountId !== undefined &&
    one.accountId === other.accountId &&
    one.region !== undefined &&
    one.region === other.region;
  return isSamePlace && one.ownsApiGatewayAccount && other.ownsApiGatewayAccount
    ? [
        `environment ${other.name}: ownsApiGatewayAccount: environment ${one.name} in the same account and region says true as well; say false in one of them`,
      ]
    : [];
};
