import {
  TRAINING_STEPS,
  hasEnded,
  stepsWith,
  type DataQuality,
  type Job,
  type JobStep,
} from '@ngwaf/contracts';
import { formatCount, formatName, secondsBetween } from './format.ts';

/** How a job stands, for colour and symbol. */
export type Tone = 'running' | 'good' | 'neutral' | 'bad';

export const toneOf = ({ status, outcome }: Job): Tone => {
  if (status === 'training') return 'running';
  if (status === 'failed') return 'bad';
  return status === 'success' && outcome !== 'rejected' ? 'good' : 'neutral';
};

/** What became of a job, or where it is, in a few words. */
export const progressOf = ({ status, step_status: step, outcome, failure }: Job): string => {
  switch (status) {
    case 'training':
      if (!step) return 'Waiting for the notebook to start';
      return `Step ${stepsWith(step).indexOf(step) + 1} of ${stepsWith(step).length}: ${formatName(step).toLowerCase()}`;
    case 'success':
      if (outcome === 'promoted') return 'Promoted: went live';
      return outcome === 'rejected' ? 'Rejected: the live model stays' : 'Done';
    case 'failed':
      return failure ? `Failed in ${formatName(failure.step).toLowerCase()}` : 'Failed';
    case 'cancelled':
      return 'Stopped before its end';
  }
};

/** Seconds from the start of a job to its end, or to now. */
export const jobSeconds = ({ created_at, ended_at }: Job, now: Date): number =>
  secondsBetween(created_at, ended_at ?? now);

export interface StepProgress {
  step: JobStep;
  state: 'done' | 'current' | 'failed' | 'stopped' | 'pending';
  startedAt?: string;
  /** Absent while the step runs. */
  seconds?: number;
}

/** The steps of the job's own pipeline; until it is in one, those of the WAF's. */
const pipelineOf = ({ steps, step_status }: Job): readonly JobStep[] => {
  const known = step_status ?? steps?.[0]?.step;
  return known ? stepsWith(known) : TRAINING_STEPS;
};

/** All steps of the pipeline, the coming ones included. A step has its time when it or the job has ended. */
export const stepsOf = (job: Job): StepProgress[] => {
  const isOver = hasEnded(job.status);
  return pipelineOf(job).map((step): StepProgress => {
    const entry = job.steps?.find((each) => each.step === step);
    if (!entry) return { step, state: 'pending' };
    const endedAt = entry.ended_at ?? (isOver ? job.ended_at : undefined);
    const timed = {
      ...{ step, startedAt: entry.started_at },
      ...(endedAt && { seconds: secondsBetween(entry.started_at, endedAt) }),
    };
    const isLast = job.steps?.at(-1) === entry;
    if (isOver && isLast && job.status === 'failed') return { ...timed, state: 'failed' };
    if (isOver && isLast && job.status === 'cancelled') return { ...timed, state: 'stopped' };
    return { ...timed, state: endedAt || isOver ? 'done' : 'current' };
  });
};

/** One figure of the new model beside the live one's on the same rows. */
export interface Comparison {
  name: string;
  challenger: number;
  champion?: number;
  /** Whether less is better. */
  lessIsBetter: boolean;
}

const SETS = [
  ['test', 'champion_test', 'on the test rows'],
  ['regression', 'champion_regression', 'on the regression set'],
] as const;
const FIGURES = [
  ['precision', 'Precision', false],
  ['recall', 'Recall', false],
  ['false_pos_rate', 'False positive rate', true],
] as const;

/** The figures that the new model was compared by, as far as the job holds them. */
export const comparisonsOf = ({ model_performance: performance }: Job): Comparison[] => {
  if (!performance) return [];
  const { roc_auc_score, champion_roc_auc_score } = performance;
  const auc: Comparison = {
    name: 'AUC on the test rows',
    challenger: roc_auc_score,
    ...(champion_roc_auc_score !== undefined && { champion: champion_roc_auc_score }),
    lessIsBetter: false,
  };
  const others = SETS.flatMap(([ours, theirs, where]) =>
    FIGURES.flatMap(([key, name, lessIsBetter]): Comparison[] => {
      const challenger = figure(performance[ours], key);
      const champion = figure(performance[theirs], key);
      if (challenger === undefined || champion === undefined) return [];
      return [{ name: `${name} ${where}`, challenger, champion, lessIsBetter }];
    }),
  );
  return [auc, ...others];
};

const figure = (set: unknown, key: string): number | undefined => {
  const value: unknown =
    typeof set === 'object' && set !== null ? Reflect.get(set, key) : undefined;
  return typeof value === 'number' ? value : undefined;
};

/** `better`, `worse` or `same`, where there is something to compare with. */
export const verdictOf = ({ challenger, champion, lessIsBetter }: Comparison) => {
  if (champion === undefined) return undefined;
  if (challenger.toFixed(3) === champion.toFixed(3)) return 'same';
  return challenger > champion !== lessIsBetter ? 'better' : 'worse';
};

const withLines = (rows: number, lines: readonly number[]): string => {
  if (rows === 0) return 'none';
  const more = rows > lines.length ? ', …' : '';
  const named = lines.length > 0 ? ` (line ${lines.join(', ')}${more})` : '';
  return `${formatCount(rows)}${named}`;
};

/** What was wrong with rows of the data set, in words. */
export const qualityOf = (quality: DataQuality): [term: string, text: string][] => {
  const { duplicates, contradicting_labels: both, contradicting_base_model: base } = quality;
  const became = base.held_back ? 'Held back' : 'Kept';
  return [
    ['Repeated rows', duplicates === 0 ? 'none' : formatCount(duplicates)],
    ['Left out: both labels', withLines(both.rows, both.lines)],
    [`${became}: against the base model`, withLines(base.rows, base.lines)],
  ];
};
