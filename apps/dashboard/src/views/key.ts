import { h, replaceContent } from '../dom.ts';
import type { Api } from '../api.ts';
import { heading } from './parts.ts';
import { problem } from './notice.ts';
import type { View } from './view.ts';

/** Asks for the API key and tries it before it is kept. */
export const keyView = (apiFor: (key: string) => Api, onKey: (key: string) => void): View => {
  const input = h('input', {
    ...{ id: 'api-key', type: 'password', required: true, autocomplete: 'off' },
    ...{ spellcheck: 'false', autocapitalize: 'off', 'aria-describedby': 'api-key-hint' },
  });
  const button = h('button', { type: 'submit', class: 'primary' }, 'Open the dashboard');
  const result = h('div', {});

  const submit = async (): Promise<void> => {
    const key = input.value.trim();
    if (key === '') return input.focus();
    button.disabled = true;
    result.replaceChildren();
    try {
      await apiFor(key).jobs({ limit: 1 });
      onKey(key);
    } catch (error) {
      replaceContent(result, problem(error, {}));
      input.select();
    } finally {
      button.disabled = false;
    }
  };

  const form = h(
    'form',
    {
      class: 'card key-form',
      onsubmit: (event) => {
        event.preventDefault();
        void submit();
      },
    },
    h('label', { for: 'api-key' }, 'API key'),
    input,
    h(
      'p',
      { class: 'hint', id: 'api-key-hint' },
      'It stays in this tab until you close it or forget the key, and goes to this API alone.',
    ),
    button,
    result,
  );
  return {
    title: 'API key',
    element: h(
      'div',
      { class: 'narrow' },
      heading('Models, jobs and scores of this firewall'),
      h('p', { class: 'lead' }, 'This page asks the API with a key of yours.'),
      form,
    ),
  };
};
