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

/** The tools that a user installs by hand, with what was found of each. */
export declare const findTools: () => Tool[];
