import type { LabelItem } from './label-item.ts';
import type { QueueModel } from './queue-rules.ts';

/** Attribute of a manifest's lines that holds the label; its name ends in no `-metadata`. */
export const LABEL_ATTRIBUTE = 'label';

/** `2026-03-01T12:00:00.000000`, as Ground Truth writes times. */
const creationDate = (at: string): string => `${at.slice(0, -1)}000`;

/**
 * A line of a manifest in Ground Truth's format of output; `undefined` for an item that has no place
 * in it: not labelled (yet), undecided, or gold.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/sms-data-output.html
 */
export const manifestLine = (model: QueueModel, item: LabelItem): string | undefined => {
  if (item.gold !== undefined || !item.result) return undefined;
  const { label, confidence, at } = item.result;
  return JSON.stringify({
    source: JSON.stringify(item.record),
    [LABEL_ATTRIBUTE]: label,
    [`${LABEL_ATTRIBUTE}-metadata`]: {
      'class-name': label === 1 ? 'yes' : 'no',
      confidence,
      'job-name': `labeling-job/${model.name}`,
      type: 'groundtruth/text-classification',
      'human-annotated': 'yes',
      'creation-date': creationDate(at),
    },
  });
};
