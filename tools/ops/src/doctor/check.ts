/** How a check came out: `unknown` could not be checked, and says why. */
export type Status = 'ok' | 'info' | 'warning' | 'problem' | 'unknown';

/** What one check found. */
export interface Finding {
  /** What was looked at: `Terraform`, `quota: ml.m5.large for training jobs`. */
  check: string;
  status: Status;
  found: string;
  /** What was expected instead; absent where all is well. */
  expected?: string;
  /** The command or page that mends it. */
  remedy?: string;
}

/** Findings that belong together, under one heading. */
export interface Section {
  title: string;
  findings: Finding[];
}
