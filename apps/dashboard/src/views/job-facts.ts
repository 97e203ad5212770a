import { hasEnded, type Job } from '@ngwaf/contracts';
import { h } from '../dom.ts';
import { formatBytes, formatCount } from '../format.ts';
import { jobSeconds, qualityOf } from '../job-summary.ts';
import { durationSince } from './duration.ts';
import { fact, timeOf } from './parts.ts';

/** What is known of a job beside its steps and figures. */
export const factsSection = (job: Job): HTMLElement => {
  const { data_set: data, data_quality: quality } = job;
  const texts: [string, string | undefined][] = [
    ['Model version', job.model_name],
    ['Training job', job.training_job_name],
    ['Executed notebook', job.notebook_output],
    ['Log', job.notebook_log],
    ['Report on the data', quality?.report],
    ['Release', job.code_sha256?.slice(0, 12)],
  ];
  return h(
    'section',
    { class: 'card', 'aria-labelledby': 'facts-heading' },
    h('h2', { id: 'facts-heading' }, 'Facts'),
    h(
      'dl',
      { class: 'facts' },
      fact('Started', timeOf(job.created_at)),
      fact(
        'Duration',
        durationSince(
          job.created_at,
          hasEnded(job.status) ? jobSeconds(job, new Date()) : undefined,
        ),
      ),
      fact('Data set', h('span', { class: 'mono outside' }, job.train_file_path)),
      ...(data
        ? [
            fact(
              'Rows',
              `${Object.entries(data.rows ?? {})
                .map(([label, count]) => `${formatCount(count)} ${label}`)
                .join(', ')} (${formatBytes(data.bytes)})`,
            ),
          ]
        : []),
      ...(quality ? qualityOf(quality).map(([term, text]) => fact(term, text)) : []),
      ...texts.flatMap(([term, text]) =>
        text === undefined ? [] : [fact(term, h('span', { class: 'mono outside' }, text))],
      ),
    ),
  );
};
