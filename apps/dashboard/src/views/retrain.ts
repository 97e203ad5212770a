import { ApiError } from '../api-error.ts';
import { h, replaceContent } from '../dom.ts';
import { problem } from './notice.ts';
import { heading } from './parts.ts';
import type { View, ViewContext } from './view.ts';

/** Starts a retraining from a data set in the bucket. */
export const retrainView = (context: ViewContext): View => {
  const input = h('input', {
    ...{ id: 'data-set', class: 'mono', placeholder: 'bucket/folder/traffic.csv' },
    ...{ autocomplete: 'off', spellcheck: 'false', autocapitalize: 'off' },
    'aria-describedby': 'data-set-hint',
  });
  const keep = h('input', { id: 'keep-rows', type: 'checkbox', 'aria-describedby': 'keep-hint' });
  const button = h('button', { type: 'submit', class: 'primary' }, 'Start retraining');
  const result = h('div', {});
  /** What was sent and not answered: sent again under the same key, it starts nothing twice. */
  let unanswered: { sent: string; key: string } | undefined;

  const start = async (): Promise<void> => {
    const path = input.value.trim();
    if (path === '') {
      input.focus();
      replaceContent(
        result,
        h('p', { class: 'complaint', role: 'alert' }, 'Enter the path of a data set.'),
      );
      return;
    }
    const request = {
      train_file_path: path,
      ...(keep.checked && { keep_contradicting_rows: true }),
    };
    const sent = JSON.stringify(request);
    if (unanswered?.sent !== sent) unanswered = { sent, key: crypto.randomUUID() };
    button.disabled = true;
    button.textContent = 'Checking the data set…';
    result.replaceChildren();
    try {
      const jobKey = await context.api.retrain(request, unanswered.key);
      context.announce('The retraining has started.');
      context.go({ view: 'job', jobKey });
    } catch (error) {
      const mayHaveStarted =
        error instanceof ApiError && ['unreachable', 'unavailable', 'fault'].includes(error.kind);
      if (!mayHaveStarted) unanswered = undefined;
      replaceContent(result, problem(error, context));
    } finally {
      button.disabled = false;
      button.textContent = 'Start retraining';
    }
  };

  return {
    title: 'Retrain',
    element: h(
      'div',
      { class: 'narrow' },
      heading('Retrain on your own traffic'),
      h(
        'p',
        { class: 'lead' },
        'The new model goes live only if it is better than the live one on rows that neither saw.',
      ),
      h(
        'form',
        {
          class: 'card',
          onsubmit: (event) => {
            event.preventDefault();
            void start();
          },
        },
        h('label', { for: 'data-set' }, 'Data set'),
        input,
        h(
          'p',
          { class: 'hint', id: 'data-set-hint' },
          'A CSV file in the bucket for data sets, as ',
          h('code', {}, 'bucket/key'),
          ' or ',
          h('code', {}, 's3://bucket/key'),
          ', with the columns ',
          h('code', {}, 'payload'),
          ', ',
          h('code', {}, 'label'),
          ' (1 malicious, 0 benign) and ',
          h('code', {}, 'is_url'),
          ' (TRUE for a URL or a request). Both classes, at least 50 rows.',
        ),
        h(
          'p',
          { class: 'choice' },
          h('label', {}, keep, 'Keep rows that contradict the base model'),
        ),
        h(
          'p',
          { class: 'hint', id: 'keep-hint' },
          'Known attacks labelled benign and surely benign rows labelled malicious are held back otherwise, and named on the job.',
        ),
        button,
        result,
      ),
      h(
        'p',
        { class: 'hint' },
        'One retraining runs at a time. On AWS it starts instances for 15 to 25 minutes.',
      ),
    ),
  };
};
