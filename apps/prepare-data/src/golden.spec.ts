import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { findModel, isRecordModel, planOf, splitOf } from '@ngwaf/model-catalogue';

import { createAnchors } from './anchors.ts';
import { rowLabeller } from './labels.ts';

interface Case {
  model: string;
  /** User, days since 1970-01-01, event. */
  anchors: [string, number, string][];
  rows: Record<string, string>[];
  /** Split, label and features; or why the row is not used. */
  expected: [string, ...unknown[]][];
}

const GOLDEN = JSON.parse(
  readFileSync(
    join(import.meta.dirname, '../../../libs/model-catalogue/golden/prepared.json'),
    'utf8',
  ),
) as Case[];

it.each(GOLDEN)(
  'rows of $model are prepared as Spark does',
  ({ model, anchors, rows, expected }) => {
    const entry = findModel(model);
    if (!entry || !isRecordModel(entry)) throw new Error(`no model ${model}`);
    const events = entry.labelling.kind === 'anchor' ? createAnchors(entry.labelling) : undefined;
    for (const [user_id, day, event] of anchors) {
      const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
      events?.add({ values: { user_id, date, event }, line: 1, found: 3, expected: 3 });
    }
    const label = rowLabeller(entry, events);
    const fields = [entry.input.id, ...entry.input.columns.map(({ name }) => name)];

    const prepared = rows.map((row) => {
      const found = planOf(entry).apply(
        Object.fromEntries(fields.map((name) => [name, row[name]])),
      );
      if ('errors' in found) return ['fault'];
      const labelled = label(found.id, row);
      if ('fault' in labelled) return ['fault'];
      if ('dropped' in labelled) return ['dropped', labelled.dropped];
      return [splitOf(found.id, entry.training), labelled.label, found.values];
    });

    expect(prepared).toEqual(expected);
  },
);
