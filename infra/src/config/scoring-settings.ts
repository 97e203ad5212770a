import { SCORING_MODES } from '@ngwaf/contracts';
import { z } from 'zod';

/** How requests are scored (`POST /prediction`); each field by itself has a default. */
export const scoringSettings = z.strictObject({
  /**
   * `endpoint`: by a SageMaker endpoint. `in-process`: in the function, with the same artefact and the
   * same scores; there is no endpoint then, and none to pay for. `endpoint-with-fallback`: by the
   * endpoint, and in the function where that fails or exceeds its time budget.
   */
  mode: z.enum(SCORING_MODES).default('endpoint'),
  /** How old what a function knows of the live version may be, where it scores in process. */
  refreshSeconds: z.int().min(1).max(3600).default(30),
  /** The endpoint's time budget where there is a fallback; without one it has 20 seconds. */
  endpointBudgetMs: z.int().min(50).max(10_000).default(300),
  /** Of the function. 1769 is one whole processor; less is a share of one. */
  memoryMb: z.int().min(512).max(10_240).default(1024),
  /** Of the function; API Gateway waits for 29 and no longer. */
  timeoutSeconds: z.int().min(21).max(29).default(29),
});
