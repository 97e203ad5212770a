import type { Job } from '@ngwaf/contracts';

/** SNS takes 100 characters, of which none may be a line break. */
const MAX_SUBJECT_LENGTH = 100;

/** A message of SNS. */
export interface Announcement {
  subject: string;
  /** The job as the API shows it, as JSON. */
  message: string;
  /** What subscriptions can filter by. */
  attributes: Record<string, string>;
}

/** How a job ended, for people by its subject and for programs by the rest. */
export const announcementOf = (job: Job): Announcement => {
  const { model, status, outcome } = job;
  const how = outcome ?? status;
  return {
    subject: `${how}: ${model}`.slice(0, MAX_SUBJECT_LENGTH),
    message: JSON.stringify(job, undefined, 2),
    attributes: { model, status, ...(outcome && { outcome }) },
  };
};
