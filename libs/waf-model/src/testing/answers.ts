import { createHash } from 'node:crypto';
import { requestParts, type HttpRequest } from '@ngwaf/contracts';

import { FeatureReader } from '../features.ts';
import { payloadParts } from '../payload.ts';
import { partsTexts, type Text } from '../texts.ts';
import type { Instance, WafModel } from '../waf-model.ts';

/** What is scored: an instance, or a request that is to be taken apart first. */
export type Case = { instance: Instance } | { request: HttpRequest };

/** What an implementation makes of a case; `reference_scores.py` writes the same. */
export interface Answer {
  parts: [kind: string, name: string, text: string][];
  texts: [text: string, flags: number, kind: string, name: string, featuresHash: string][];
  score: number;
  reasons: [kind: string, name: string, score: number, features: readonly string[]][];
}

const reader = new FeatureReader();

/** Hash of a text's feature indices in order, four bytes each. */
const featuresHash = (text: Text): string => {
  const indices: number[] = [];
  reader.read(text, (members, size) => indices.push(...members.subarray(0, size)));
  const sorted = Int32Array.from(indices).sort();
  return createHash('sha256').update(sorted).digest('hex').slice(0, 16);
};

/** What this library makes of a case. */
export const answerOf = (model: WafModel, one: Case): Answer => {
  const instance = 'request' in one ? { parts: requestParts(one.request) } : one.instance;
  const parts = typeof instance === 'string' ? payloadParts(instance) : instance.parts;
  const { score, reasons } = model.score(instance);
  return {
    parts: parts.map(({ kind, name, text }) => [kind, name, text]),
    texts: partsTexts(parts)
      .flat()
      .map((one) => [one.text, one.flags, one.kind, one.name, featuresHash(one)]),
    score,
    reasons: reasons.map((reason) => [reason.kind, reason.name, reason.score, reason.features]),
  };
};

const TOLERANCE = 1e-6;
const near = (a: number, b: number): boolean => Math.abs(a - b) < TOLERANCE;

/**
 * What two answers disagree on, `undefined` if on nothing: scores within 1e-6, everything else
 * exactly, parts that score the same in either order.
 */
export const disagreement = (expected: Answer, found: Answer): string | undefined => {
  const same = (key: 'parts' | 'texts') =>
    JSON.stringify(expected[key]) === JSON.stringify(found[key]);
  if (!same('parts')) return 'parts';
  if (!same('texts')) return 'texts';
  if (!near(expected.score, found.score)) return 'score';
  const isSameReason = (
    [kind, name, score, features]: Answer['reasons'][number],
    at: number,
  ): boolean => {
    const other = found.reasons[at];
    if (!other || !near(score, other[2])) return false;
    const isTied = expected.reasons.some(([, , its], where) => where !== at && near(score, its));
    const isSamePart = kind === other[0] && name === other[1];
    return isTied || (isSamePart && features.join('\n') === other[3].join('\n'));
  };
  const isSame =
    expected.reasons.length === found.reasons.length && expected.reasons.every(isSameReason);
  return isSame ? undefined : 'reasons';
};
