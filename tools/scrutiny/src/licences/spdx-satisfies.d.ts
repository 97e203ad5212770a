declare module 'spdx-satisfies' {
  /** Whether an SPDX expression is met by some of the licences; throws for anything else. */
  export default function satisfies(expression: string, allowed: string[]): boolean;
}
