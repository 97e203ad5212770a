import type { PredictionRequest } from '../api.ts';
import { h, replaceContent } from '../dom.ts';
import { problem } from './notice.ts';
import { heading } from './parts.ts';
import { scoreForm } from './score-form.ts';
import { historySection, resultSection, type Scored } from './score-result.ts';
import type { View, ViewContext } from './view.ts';

const KEPT = 10;

/** Scores a payload or request with the live model, and keeps the last ones to compare. */
export const scoreView = (context: ViewContext): View => {
  const result = h('div', { 'aria-live': 'polite' });
  const history = h('div', {});
  const scored: Scored[] = [];

  const score = async (request: PredictionRequest): Promise<void> => {
    try {
      const prediction = await context.api.predict(request);
      scored.unshift({ request, prediction });
      scored.length = Math.min(scored.length, KEPT);
      replaceContent(result, resultSection({ request, prediction }));
      replaceContent(history, scored.length > 1 && historySection(scored));
    } catch (error) {
      replaceContent(
        result,
        problem(error, context, () => void score(request)),
      );
    }
  };

  return {
    title: 'Score a request',
    element: h(
      'div',
      {},
      heading('Score a request'),
      h(
        'p',
        { class: 'lead' },
        'What the live model makes of it, and which parts made it think so.',
      ),
      scoreForm(score),
      result,
      history,
    ),
  };
};
