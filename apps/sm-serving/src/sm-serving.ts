import {
  requestParts,
  type ContainerRequest,
  type HttpRequest,
  type PartScore,
  type ScoredBy,
} from '@ngwaf/contracts';
import type { Scored } from '@ngwaf/live-model/scorer';

/** What is to be scored: one payload, several, or a whole HTTP request. */
export type PredictionRequest =
  { payload: string } | { payloads: string[] } | { request: HttpRequest };

interface ModelInfo {
  /** The score from which an instance is called malicious. */
  threshold: number;
  /** Version of the model that scored. */
  model: string;
}
/** 1: malicious. */
type Label = 0 | 1;

export interface Prediction extends ModelInfo {
  /** 0 (benign) to 1 (malicious). */
  score: number;
  label: Label;
  /** Strongest first; absent where the model cannot say. */
  parts?: PartScore[];
}

/** In the order of the payloads. */
export interface Predictions extends ModelInfo {
  scores: number[];
  labels: Label[];
}

/** What the use case needs; `main.ts` supplies the real ones, specs supply fakes. */
export interface SmServingPorts {
  /** Scores with the live model. */
  score(request: ContainerRequest): Promise<Scored>;
  /** Counts what was scored. */
  record(scored: {
    instances: number;
    malicious: number;
    scoredBy: ScoredBy;
    /** With all that was waited for: an endpoint that failed, too. */
    scoringMs: number;
  }): void;
}

/** What is answered, and what scored. */
export interface Answer {
  prediction: Prediction | Predictions;
  scoredBy: ScoredBy;
}

const toInstances = (request: PredictionRequest): ContainerRequest['instances'] => {
  if ('payloads' in request) return request.payloads;
  if ('payload' in request) return [request.payload];
  return [{ parts: requestParts(request.request) }];
};

/**
 * Scores with the live model, and calls malicious what reaches its threshold.
 *
 * Errors of the endpoint and of the model in process pass through.
 */
export const smServing = async (
  ports: SmServingPorts,
  request: PredictionRequest,
): Promise<Answer> => {
  const instances = toInstances(request);
  const startedAt = performance.now();
  const { predictions, threshold, model, reasons, scoredBy } = await ports.score({ instances });
  const scoringMs = performance.now() - startedAt;

  const labels = predictions.map((score): Label => (score >= threshold ? 1 : 0));
  const malicious = labels.filter((label) => label === 1).length;
  ports.record({ instances: instances.length, malicious, scoredBy, scoringMs });

  if ('payloads' in request) {
    return { prediction: { scores: predictions, labels, threshold, model }, scoredBy };
  }
  const [score = 0] = predictions;
  const [label = 0] = labels;
  const parts = reasons?.[0] ?? [];
  const prediction = { score, label, threshold, model, ...(parts.length > 0 && { parts }) };
  return { prediction, scoredBy };
};
