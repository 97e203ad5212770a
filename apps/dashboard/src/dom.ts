/** What an element may hold: nodes, and text that stays text whatever stands in it. */
export type Child = Node | string | undefined | false;

type Attribute = string | number | boolean | undefined | ((event: Event) => void);

const SVG = 'http://www.w3.org/2000/svg';

const fill = <E extends Element>(
  element: E,
  attributes: Record<string, Attribute>,
  children: Child[],
): E => {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
};

/** An HTML element; a function as `onclick` and the like listens. */
export const h = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, Attribute> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] => fill(document.createElement(tag), attributes, children);

/** An SVG element. */
export const s = <K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Record<string, Attribute> = {},
  ...children: Child[]
): SVGElementTagNameMap[K] => fill(document.createElementNS(SVG, tag), attributes, children);

/** Puts new content in the place of the old; focus stays on the element with the same id. */
export const replaceContent = (element: Element, ...children: Child[]): void => {
  const focused = element.contains(document.activeElement) ? document.activeElement?.id : '';
  element.replaceChildren(...children.filter((child) => child !== undefined && child !== false));
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
};
