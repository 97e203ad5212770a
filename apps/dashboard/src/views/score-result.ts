import type { Prediction, PredictionRequest } from '../api.ts';
import { h, s } from '../dom.ts';
import { formatName, formatRate } from '../format.ts';
import { fact } from './parts.ts';

/** A request and what the live model made of it. */
export interface Scored {
  request: PredictionRequest;
  prediction: Prediction;
}

const textOf = (request: PredictionRequest): string => {
  if ('payload' in request) return request.payload;
  const { method, url, body } = request.request;
  return `${method} ${url}${body === undefined ? '' : `\n\n${body}`}`;
};

const wordOf = ({ label }: Prediction) => (label === 1 ? 'malicious' : 'benign');

const verdict = (prediction: Prediction): HTMLElement =>
  h(
    'span',
    { class: `badge badge-${prediction.label === 1 ? 'bad' : 'good'}` },
    h('span', { 'aria-hidden': 'true', class: 'badge-symbol' }, prediction.label === 1 ? '✕' : '✓'),
    wordOf(prediction),
  );

/** One score, and which parts drove it. */
export const resultSection = ({ request, prediction }: Scored): HTMLElement => {
  const { score, threshold, model, parts = [] } = prediction;
  return h(
    'section',
    { class: 'card', 'aria-labelledby': 'result-heading' },
    h('h2', { id: 'result-heading' }, 'Result'),
    h(
      'div',
      { class: 'split split-even' },
      h(
        'div',
        {},
        h(
          'p',
          { class: 'score' },
          h('strong', { class: 'score-number' }, formatRate(score)),
          verdict(prediction),
        ),
        scale(prediction),
        h(
          'dl',
          { class: 'facts' },
          fact('Threshold', formatRate(threshold)),
          fact('Model', h('span', { class: 'mono' }, model)),
        ),
      ),
      h(
        'div',
        {},
        h('h3', {}, 'Parts that drove the score'),
        parts.length === 0
          ? h('p', { class: 'muted' }, 'The model names none.')
          : h(
              'table',
              { class: 'figures' },
              h(
                'thead',
                {},
                h(
                  'tr',
                  {},
                  ...['Part', 'Name'].map((name) => h('th', { scope: 'col' }, name)),
                  h('th', { scope: 'col', class: 'number' }, 'Score'),
                ),
              ),
              h(
                'tbody',
                {},
                ...parts.map((part) =>
                  h(
                    'tr',
                    {},
                    h('th', { scope: 'row' }, formatName(part.kind)),
                    h('td', { class: 'mono outside' }, part.name || '–'),
                    h('td', { class: 'number' }, formatRate(part.score)),
                  ),
                ),
              ),
            ),
      ),
    ),
    h('h3', {}, 'What was scored'),
    h('pre', { class: 'outside', tabindex: 0 }, textOf(request)),
  );
};

/** The score on a line from 0 to 1, with the threshold marked. */
const scale = ({ score, threshold, label }: Prediction): SVGSVGElement => {
  const x = (value: number) => Math.round(value * 3000) / 10;
  return s(
    'svg',
    {
      class: `scale ${label === 1 ? 'scale-bad' : 'scale-good'}`,
      viewBox: '0 0 300 22',
      preserveAspectRatio: 'none',
      'aria-hidden': 'true',
    },
    s('rect', { class: 'track', x: 0, y: 7, width: 300, height: 8, rx: 4 }),
    s('rect', { class: 'fill', x: 0, y: 7, width: Math.max(x(score), 2), height: 8, rx: 4 }),
    s('rect', { class: 'mark', x: Math.min(x(threshold), 298), y: 1, width: 2, height: 20 }),
  );
};

/** The last scores, to compare. */
export const historySection = (scored: Scored[]): HTMLElement =>
  h(
    'section',
    { class: 'card', 'aria-labelledby': 'history-heading' },
    h('h2', { id: 'history-heading' }, 'Scored in this tab'),
    h(
      'table',
      { class: 'figures history' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, 'Request'),
          h('th', { scope: 'col', class: 'number' }, 'Score'),
          h('th', { scope: 'col' }, 'Verdict'),
          h('th', { scope: 'col', class: 'wide' }, 'Model'),
        ),
      ),
      h(
        'tbody',
        {},
        ...scored.map(({ request, prediction }) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row', class: 'mono outside cut' }, textOf(request).slice(0, 120)),
            h('td', { class: 'number' }, formatRate(prediction.score)),
            h('td', {}, verdict(prediction)),
            h('td', { class: 'wide mono' }, prediction.model),
          ),
        ),
      ),
    ),
  );
