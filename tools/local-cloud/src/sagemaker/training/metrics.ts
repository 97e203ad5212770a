import { now } from '../api/now.ts';

/** One metric of FinalMetricDataList. */
export interface MetricValue {
  MetricName: string;
  Value: number;
  Timestamp: number;
}

/** Finds the values of a job's MetricDefinitions in what it prints, and keeps the last of each. */
export class Metrics {
  private readonly patterns: { name: string; pattern: RegExp }[];
  private readonly last = new Map<string, MetricValue>();

  /** @throws {SyntaxError} a definition's regular expression is none. */
  constructor(definitions: { Name: string; Regex: string }[]) {
    this.patterns = definitions.map(({ Name, Regex }) => ({
      name: Name,
      pattern: new RegExp(Regex, 'g'),
    }));
  }

  read(lines: string[]): void {
    for (const line of lines) {
      for (const { name, pattern } of this.patterns) {
        for (const match of line.matchAll(pattern)) {
          const value = Number(match[1]);
          if (Number.isFinite(value)) {
            this.last.set(name, { MetricName: name, Value: value, Timestamp: now() });
          }
        }
      }
    }
  }

  final(): MetricValue[] {
    return [...this.last.values()];
  }
}
