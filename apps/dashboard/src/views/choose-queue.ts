import { h, replaceContent } from '../dom.ts';
import { formatCount } from '../format.ts';
import type { Queue } from '../labelling-api.ts';
import type { WorkerStore } from '../worker.ts';
import { loading, notice, problem } from './notice.ts';
import { heading } from './parts.ts';
import type { View, ViewContext } from './view.ts';

/** As the API takes it; it says so itself where a browser lets another one through. */
const WORKER_PATTERN = '[\\p{L}\\p{N}][\\p{L}\\p{N} ._@\\-]{0,63}';

const optionOf = ({ model, open }: Queue): HTMLElement =>
  h('option', { value: model }, `${model}: ${open === 0 ? 'done' : `${formatCount(open)} open`}`);

/** Asks which model to label for, and who labels. */
export const chooseQueueView = (context: ViewContext, worker: WorkerStore): View => {
  const content = h('div', {}, loading('the queues'));

  const form = (queues: Queue[]): HTMLElement => {
    const model = h('select', { id: 'label-model' }, ...queues.map(optionOf));
    const name = h('input', {
      ...{ id: 'label-worker', value: worker.read(), required: true, maxlength: 64 },
      ...{ pattern: WORKER_PATTERN, autocomplete: 'nickname', spellcheck: 'false' },
      ...{ title: 'Letters, digits, spaces and . _ @ -', 'aria-describedby': 'worker-hint' },
    });
    const field = (label: string, control: HTMLElement, ...more: HTMLElement[]) =>
      h('div', { class: 'field' }, h('label', { for: control.id }, label), control, ...more);
    return h(
      'form',
      {
        class: 'card',
        onsubmit: (event) => {
          event.preventDefault();
          worker.keep(name.value.trim());
          context.go({ view: 'label', model: model.value });
        },
      },
      field('Model', model),
      field(
        'Your name',
        name,
        h(
          'p',
          { class: 'hint', id: 'worker-hint' },
          'Labels are kept under it, and you are never asked twice about the same record.',
        ),
      ),
      h('button', { type: 'submit', class: 'primary' }, 'Start labelling'),
    );
  };
  const load = async (): Promise<void> => {
    try {
      const queues = await context.api.labelling.queues();
      replaceContent(
        content,
        queues.length > 0
          ? form(queues)
          : notice('No model has a label queue', h('p', {}, 'Its catalogue entry says so.')),
      );
    } catch (error) {
      replaceContent(
        content,
        problem(error, context, () => void load()),
      );
    }
  };
  void load();

  return {
    title: 'Label',
    element: h(
      'div',
      { class: 'narrow' },
      heading('Label records'),
      h(
        'p',
        { class: 'lead' },
        'You see one record at a time, those first that the model is least sure of. Others are asked about the same ones; what most of you say is what the model learns.',
      ),
      content,
    ),
  };
};
