import { h } from './dom.ts';
import { hrefOf, type Route } from './route.ts';

/** What surrounds every view: name, navigation, the key's button, and what is announced. */
export interface Shell {
  show(view: { title: string; element: HTMLElement }, route: Route | undefined): void;
  announce(text: string): void;
}

const LINKS: [Route, string][] = [
  [{ view: 'jobs' }, 'Jobs'],
  [{ view: 'score' }, 'Score'],
  [{ view: 'retrain' }, 'Retrain'],
  [{ view: 'label' }, 'Label'],
];

export const createShell = (
  app: HTMLElement,
  stage: string | undefined,
  onForget: () => void,
): Shell => {
  const main = h('main', { id: 'main' });
  const live = h('div', { class: 'visually-hidden', role: 'status', 'aria-live': 'polite' });
  const links = LINKS.map(([route, name]) => ({
    views: route.view === 'jobs' ? ['jobs', 'job'] : [route.view],
    link: h('a', { href: hrefOf(route) }, name),
  }));
  const forget = h('button', { type: 'button', id: 'forget', onclick: onForget }, 'Forget key');
  const nav = h('nav', { 'aria-label': 'Main' }, ...links.map(({ link }) => link));
  const skip = () => main.querySelector<HTMLElement>('h1')?.focus();
  app.replaceChildren(
    h('button', { type: 'button', class: 'skip', onclick: skip }, 'Skip to content'),
    h(
      'header',
      { class: 'top' },
      h(
        'div',
        { class: 'top-inner' },
        h(
          'span',
          { class: 'brand' },
          'NGWAF',
          stage !== undefined && h('span', { class: 'stage' }, stage),
        ),
        nav,
        forget,
      ),
    ),
    main,
    live,
  );
  let isFirst = true;

  return {
    show({ title, element }, route) {
      document.title = `${title} · NGWAF`;
      nav.hidden = forget.hidden = route === undefined;
      for (const { views, link } of links) {
        if (route && views.includes(route.view)) link.setAttribute('aria-current', 'page');
        else link.removeAttribute('aria-current');
      }
      main.replaceChildren(element);
      scrollTo(0, 0);
      // A screen reader then reads on from the new view's heading; the first one it reads by itself.
      if (!isFirst) main.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
      isFirst = false;
    },
    announce(text) {
      live.textContent = text;
    },
  };
};
