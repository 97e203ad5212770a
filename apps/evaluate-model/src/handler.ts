import { modelTrainingInputSchema } from '@ngwaf/contracts';
import { taskHandler, type Logger } from '@ngwaf/lambda-kit';
import { findModel } from '@ngwaf/model-catalogue';
import * as z from 'zod/mini';

import { chooseCandidate } from './candidate.ts';
import { compare } from './compare.ts';
import { EvaluationFailedError } from './errors.ts';
import type { EvaluateModelPorts } from './ports.ts';

const text = z.string().check(z.minLength(1));

/** The whole state of the execution, and which of its two tasks this is. */
export const evaluateModelInputSchema = z.discriminatedUnion('phase', [
  z.extend(modelTrainingInputSchema, { phase: z.literal('candidate') }),
  z.extend(modelTrainingInputSchema, {
    phase: z.literal('compare'),
    /** What the phase `candidate` answered. */
    candidate: z.object({ training_job: text, artefact: text }),
  }),
]);

export const createHandler = (ports: EvaluateModelPorts, logger?: Logger) =>
  taskHandler(
    evaluateModelInputSchema,
    async (input) => {
      const entry = findModel(input.model);
      if (!entry) throw new EvaluationFailedError(`The catalogue has no model ${input.model}`);
      return input.phase === 'candidate'
        ? chooseCandidate(ports, entry, input)
        : compare(ports, entry, input, input.candidate);
    },
    logger,
  );
