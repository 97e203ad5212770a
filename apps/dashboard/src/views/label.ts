import { ApiError } from '../api-error.ts';
import { h, replaceContent } from '../dom.ts';
import { actionOf, type LabelAction } from '../label-keys.ts';
import type { Served, ServedItem, WorkerLabel } from '../labelling-api.ts';
import { hrefOf } from '../route.ts';
import type { WorkerStore } from '../worker.ts';
import { progressLine, recordTable } from './label-item.ts';
import { loading, notice, problem } from './notice.ts';
import { heading } from './parts.ts';
import type { View, ViewContext } from './view.ts';

/** Codes of answers after which there is only the next item. */
const GONE = new Set(['item_taken', 'item_not_found', 'already_labelled']);

/** Serves one record after the other, and takes what the worker says of each. */
export const labelView = (context: ViewContext, worker: WorkerStore, model: string): View => {
  const { labelling } = context.api;
  const name = worker.read();
  const content = h('div', {}, loading('a record'));
  const complaint = h('div', {});
  let served: Served | undefined;
  let mine = 0;
  let canUndo = false;
  let isBusy = false;

  const button = (text: string, key: string, action: LabelAction, kind: string): HTMLElement =>
    h(
      'button',
      { type: 'button', class: kind, id: `label-${key}`, onclick: () => void act(action) },
      text,
      h('kbd', { 'aria-hidden': 'true' }, key.toUpperCase()),
    );
  const undoButton = () => canUndo && button('Undo', 'u', { does: 'undo' }, 'quiet');

  const show = (now: Served): void => {
    served = now;
    const { item, progress } = now;
    replaceContent(
      content,
      progressLine(progress, mine),
      item
        ? h(
            'section',
            { class: 'card', 'aria-labelledby': 'question' },
            h('h2', { id: 'question' }, item.question),
            recordTable(item),
          )
        : notice(
            progress.open === 0 ? 'Everything is labelled' : 'Nothing for you right now',
            h(
              'p',
              {},
              progress.open === 0
                ? 'Thank you. New records may come at any time.'
                : 'What is left waits for others, or is with them.',
            ),
            h('button', { type: 'button', onclick: () => void attempt(load) }, 'Look again'),
          ),
      h(
        'div',
        { class: 'label-actions', role: 'group', 'aria-label': 'Your answer' },
        ...(item
          ? [
              button('Yes', 'y', { does: 'label', label: 1 }, 'big yes'),
              button('No', 'n', { does: 'label', label: 0 }, 'big no'),
              button('Cannot tell', '?', { does: 'label', label: null }, 'quiet'),
            ]
          : []),
        undoButton(),
      ),
    );
    context.announce(item ? 'Next record' : 'No further record');
  };

  /** Does something, and says what went wrong; true if nothing did. */
  const attempt = async (
    work: () => Promise<void>,
    retry: () => void = () => void attempt(work),
  ): Promise<boolean> => {
    isBusy = true;
    content.setAttribute('aria-busy', 'true');
    try {
      await work();
      complaint.replaceChildren();
      return true;
    } catch (error) {
      replaceContent(complaint, problem(error, context, retry));
      // Others were faster, or the item is gone: there is another one.
      return error instanceof ApiError && GONE.has(error.body?.code ?? '');
    } finally {
      isBusy = false;
      content.removeAttribute('aria-busy');
    }
  };
  const load = async (): Promise<void> => show(await labelling.next(model, name));

  const undo = async (): Promise<void> => {
    const again = await labelling.undo(model, name);
    [canUndo, mine] = [false, mine - 1];
    show(again);
  };
  const label = async (item: ServedItem, value: WorkerLabel): Promise<void> => {
    await labelling.label(model, item.item_id, name, value);
    [canUndo, mine] = [true, mine + 1];
  };
  const act = async (action: LabelAction): Promise<void> => {
    const item = served?.item;
    if (isBusy) return;
    if (action.does === 'undo') {
      if (canUndo) await attempt(undo);
    } else if (item) {
      const again = () => void act(action);
      if (await attempt(() => label(item, action.label), again)) await attempt(load);
    }
  };

  const onKey = (event: KeyboardEvent): void => {
    const action = actionOf(event);
    if (!action) return;
    event.preventDefault();
    void act(action);
  };
  if (name === '') context.go({ view: 'label' });
  else {
    addEventListener('keydown', onKey);
    void attempt(load);
  }

  return {
    title: 'Label',
    element: h(
      'div',
      { class: 'narrow labelling' },
      h('p', {}, h('a', { href: hrefOf({ view: 'label' }) }, '← Another model or name')),
      heading(model),
      complaint,
      content,
    ),
    stop: () => removeEventListener('keydown', onKey),
  };
};
