import type { PredictionRequest } from '../api.ts';
import { h } from '../dom.ts';
import { EXAMPLES } from '../examples.ts';
import { readHeaders, writeHeaders } from '../http-text.ts';

type Kind = 'payload' | 'request';

const CODE = { spellcheck: 'false', autocapitalize: 'off', autocomplete: 'off' } as const;

const field = (label: string, control: HTMLElement, extra = ''): HTMLElement =>
  h('div', { class: `field ${extra}` }, h('label', { for: control.id }, label), control);

/** The form that asks for a payload or a whole request. */
export const scoreForm = (
  onRequest: (request: PredictionRequest) => Promise<void>,
): HTMLElement => {
  const payload = h('textarea', { id: 'payload', rows: 4, class: 'mono', ...CODE });
  const method = h('input', { id: 'method', class: 'mono', value: 'GET', size: 7, ...CODE });
  const url = h('input', { id: 'url', class: 'mono', placeholder: '/path?query', ...CODE });
  const headers = h('textarea', {
    ...{ id: 'headers', rows: 3, class: 'mono', ...CODE },
    placeholder: 'Content-Type: application/json',
  });
  const body = h('textarea', { id: 'body', rows: 4, class: 'mono', ...CODE });
  const complaint = h('p', { class: 'complaint', role: 'alert', id: 'score-complaint' });
  const button = h('button', { type: 'submit', class: 'primary' }, 'Score');
  const fieldsets: Record<Kind, HTMLElement> = {
    payload: h('div', {}, field('Payload: a value, a URL, or a request as text', payload)),
    request: h(
      'div',
      {},
      h('div', { class: 'field-row' }, field('Method', method), field('URL', url, 'grow')),
      field('Headers, one a line', headers),
      field('Body', body),
    ),
  };
  const radios = (['payload', 'request'] as const).map((kind) =>
    h('input', {
      type: 'radio',
      name: 'kind',
      value: kind,
      id: `kind-${kind}`,
      onchange: () => choose(kind),
    }),
  );
  let chosen: Kind = 'payload';

  const choose = (kind: Kind): void => {
    chosen = kind;
    for (const radio of radios) radio.checked = radio.value === kind;
    fieldsets.payload.hidden = kind !== 'payload';
    fieldsets.request.hidden = kind !== 'request';
  };

  const fill = (request: PredictionRequest): void => {
    complaint.textContent = '';
    if ('payload' in request) {
      payload.value = request.payload;
      choose('payload');
      return;
    }
    method.value = request.request.method;
    url.value = request.request.url;
    headers.value = writeHeaders(request.request.headers);
    body.value = request.request.body ?? '';
    choose('request');
  };

  /** The request, or what is wrong with what was typed, and where. */
  const read = (): PredictionRequest | { wrong: string; at: HTMLElement } => {
    if (chosen === 'payload') {
      if (payload.value === '') return { wrong: 'Enter a payload to score.', at: payload };
      return { payload: payload.value };
    }
    if (url.value === '') return { wrong: 'Enter the URL of the request.', at: url };
    const parsed = readHeaders(headers.value);
    if (typeof parsed === 'string') return { wrong: parsed, at: headers };
    return {
      request: {
        method: method.value.trim() || 'GET',
        url: url.value,
        headers: parsed,
        ...(body.value !== '' && { body: body.value }),
      },
    };
  };

  const submit = async (): Promise<void> => {
    const request = read();
    complaint.textContent = 'wrong' in request ? request.wrong : '';
    if ('wrong' in request) return request.at.focus();
    button.disabled = true;
    await onRequest(request).finally(() => (button.disabled = false));
  };

  choose('payload');
  return h(
    'form',
    {
      class: 'card',
      onsubmit: (event) => {
        event.preventDefault();
        void submit();
      },
    },
    h(
      'fieldset',
      { class: 'choice' },
      h('legend', {}, 'Score'),
      ...radios.map((radio, index) =>
        h('label', { for: radio.id }, radio, index === 0 ? 'one payload' : 'a whole request'),
      ),
    ),
    fieldsets.payload,
    fieldsets.request,
    complaint,
    h(
      'div',
      { class: 'form-actions' },
      button,
      h(
        'div',
        { class: 'examples', role: 'group', 'aria-label': 'Fill in an example' },
        h('span', { class: 'muted' }, 'Examples:'),
        ...EXAMPLES.map(({ name, request }) =>
          h('button', { type: 'button', class: 'chip', onclick: () => fill(request) }, name),
        ),
      ),
    ),
  );
};
