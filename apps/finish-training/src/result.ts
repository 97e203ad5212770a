import type { FinishTrainingInput, JobEnding, JobItem } from '@ngwaf/contracts';

/** What of a job's result is stored with its end. */
export type Result = Partial<
  Pick<
    JobItem,
    | 'outcome'
    | 'outcome_reason'
    | 'model_name'
    | 'training_job_name'
    | 'model_diagnostics'
    | 'model_performance'
    | 'training_completion_time'
    | 'training_duration_sec'
    | 'data_set'
  >
>;

/** When training and tuning began, and when what follows them did. */
const trainingTimes = ({ steps = [] }: JobItem) => {
  const first = steps.findIndex(({ step }) => step === 'train');
  const after = steps.find(({ step }, index) => index > first && step !== 'tune');
  const from = steps[first]?.started_at;
  if (from === undefined || after === undefined) return {};
  const seconds = (Date.parse(after.started_at) - Date.parse(from)) / 1000;
  return { training_completion_time: after.started_at, training_duration_sec: seconds };
};

/** What the pipeline found out, as the job's item has it; only a success has an outcome. */
export const resultOf = (
  job: JobItem,
  { status }: JobEnding,
  { prepared, candidate, comparison }: FinishTrainingInput,
): Result => ({
  ...trainingTimes(job),
  ...(candidate && { training_job_name: candidate.training_job, model_name: candidate.model_name }),
  ...(comparison?.diagnostics && { model_diagnostics: comparison.diagnostics }),
  ...(comparison?.performance && { model_performance: comparison.performance }),
  ...(prepared && job.data_set && { data_set: { ...job.data_set, rows: prepared.rows } }),
  ...(comparison &&
    status === 'success' && {
      outcome: comparison.promoted ? 'promoted' : 'rejected',
      outcome_reason: comparison.reason,
    }),
});
