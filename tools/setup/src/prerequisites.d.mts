/** One of the tools that a user installs by hand. */
export interface Tool {
  name: string;
  /** What is new enough. */
  needed: string;
  /** Version on the PATH; undefined where there is none. */
  found: string | undefined;
  /** One line with what to do; undefined where all is well. */
  problem: string | undefined;
}

/** The first `major.minor` in a text. */
export declare const parseVersion: (text: string) => [number, number] | undefined;

/** Whether `found` is at least `minimum`, both `[major, minor]`. */
export declare const isAtLeast: (found: [number, number], minimum: [number, number]) => boolean;

/** The tools that a user installs by hand, with what was found of each. */
export declare const findTools: () => Tool[];
