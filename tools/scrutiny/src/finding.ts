/** One thing that a check holds against a place in what we ship. */
export interface Finding {
  /** As the tool names it: `CKV_AWS_117`, `template-injection`. */
  rule: string;
  /** A file (`.github/workflows/main.yml:12`), resource or package. */
  where: string;
  message: string;
}

/** What a check has found, or why it could not look. */
export type Outcome = { findings: Finding[] } | { skipped: string };

export interface Check {
  name: string;
  /** What it does, for `--help`: one line. */
  about: string;
  /**
   * @returns findings, none of them filtered, so that every skip stands in `skips.yaml`
   * @throws {Error} the tool itself failed.
   */
  run: () => Promise<Outcome>;
}
