import type { RecordModel } from '@ngwaf/model-catalogue';

import { dayNumber, type Anchors, type Dropped } from './anchors.ts';

/** A row's label, or why it is not used; a text says what is wrong with it. */
export type LabelOrReason =
  { label: 0 | 1 } | { dropped: Dropped } | { fault: string; field: string };

/** How a row of the records is labelled: by its user's id and its values. */
export type LabelRow = (user: string, values: Record<string, string>) => LabelOrReason;

const UNLABELLED: LabelOrReason = { dropped: 'unlabelled' };

/** The columns of the records, besides those of the model's input, that labels are made of. */
export const labelColumns = ({ labelling }: RecordModel): string[] =>
  labelling.kind === 'column' || labelling.kind === 'presence' ? [labelling.column] : [];

/** How the rows of a model's records are labelled, by what stands in its entry. */
export const rowLabeller = ({ labelling }: RecordModel, anchors: Anchors | undefined): LabelRow => {
  switch (labelling.kind) {
    case 'column':
      return (_user, values) => {
        const value = values[labelling.column] ?? '';
        if (value === '') return UNLABELLED;
        if (value === '0' || value === '1') return { label: value === '1' ? 1 : 0 };
        const fault = `expected 0 or 1, found ${JSON.stringify(value.slice(0, 60))}`;
        return { field: labelling.column, fault };
      };
    case 'presence':
      return (_user, values) => ({ label: (values[labelling.column] ?? '') === '' ? 0 : 1 });
    case 'anchor': {
      if (!anchors) throw new Error('labels by anchor need the anchors');
      const { observedAt } = labelling;
      return (user, values) => {
        const date = 'date' in observedAt ? observedAt.date : (values[observedAt.column] ?? '');
        // A date that is none has been found before, as one of the input.
        const day = dayNumber(date);
        if (day === undefined) return UNLABELLED;
        const found = anchors.label(user, day);
        return typeof found === 'number' ? { label: found } : { dropped: found };
      };
    }
    case 'queue':
    case 'ground-truth':
      // By the manifest alone.
      return () => UNLABELLED;
  }
};
