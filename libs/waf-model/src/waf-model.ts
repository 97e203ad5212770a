import type { RequestPart } from '@ngwaf/contracts';

import { readArtefact, type Artefact } from './artefact.ts';
import { strongestWords } from './explaining.ts';
import { FeatureReader } from './features.ts';
import { payloadParts } from './payload.ts';
import { partsTexts, type Text } from './texts.ts';

const MAX_REASONS = 3;
/** Raw score of an instance without a text to score (plain words and numbers only): surely benign. */
const EMPTY_RAW_SCORE = -12;

/** A part of an instance and the score that it would have alone. */
export interface PartScore {
  readonly kind: string;
  readonly name: string;
  /** In [0, 1]. */
  readonly score: number;
  /** The words and signs that weighed most, strongest first; of a malicious part alone. */
  readonly features: readonly string[];
}

/** What is scored: a payload text, or a request in its canonical form (`requestParts`). */
export type Instance = string | { readonly parts: readonly RequestPart[] };

/** A model version in memory; scores as the container of the same artefact does. */
export interface WafModel {
  /** As the artefact has it; the registry may know it under a name of its own. */
  readonly version: string;
  /** The score from which an instance counts as malicious. */
  readonly threshold: number;
  /**
   * The score in [0, 1] and the parts that drove it: strongest first, at most three, those without
   * a text to score left out.
   */
  score(instance: Instance): { score: number; reasons: PartScore[] };
}

/** The scorer of an artefact. Sums are those of Python: float64 over weights of 16 bits. */
export const createModel = (artefact: Artefact): WafModel => {
  const { version, threshold, calibration, intercept, weights } = artefact;
  const reader = new FeatureReader();

  const rawScore = (text: Text): number => {
    let raw = intercept;
    reader.read(text, (members, size) => {
      if (size === 0) return;
      let sum = 0;
      for (let at = 0; at < size; at += 1) sum += weights[members[at]!]!;
      raw += sum / Math.sqrt(size);
    });
    return raw;
  };
  const calibrated = (raw: number): number =>
    1 / (1 + Math.exp(-(calibration.slope * raw + calibration.offset)));

  return {
    version,
    threshold,
    score(instance) {
      const parts = typeof instance === 'string' ? payloadParts(instance) : instance.parts;
      const found = partsTexts(parts).flatMap((texts, at) => {
        const raws = texts.map(rawScore);
        // Not spread: a large body has more windows than a call takes arguments.
        const raw = raws.reduce((highest, one) => Math.max(highest, one), -Infinity);
        const part = parts[at]!;
        return texts.length === 0
          ? []
          : [{ part, text: texts[raws.indexOf(raw)]!.text, score: calibrated(raw) }];
      });
      found.sort((a, b) => b.score - a.score);
      return {
        score: Math.max(found[0]?.score ?? 0, calibrated(EMPTY_RAW_SCORE)),
        reasons: found.slice(0, MAX_REASONS).map(({ part: { kind, name }, text, score }) => ({
          kind,
          name,
          score,
          features: score >= threshold ? strongestWords(text, weights) : [],
        })),
      };
    },
  };
};

/**
 * The model in a `model.tar.gz`.
 *
 * @throws {UnreadableArtefactError} artefact or features have another format than this code.
 * @throws {Error} it is no artefact, or a broken one.
 */
export const loadModel = async (archive: Uint8Array): Promise<WafModel> =>
  createModel(await readArtefact(archive));
