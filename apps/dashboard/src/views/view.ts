import type { Api } from '../api.ts';
import type { Route } from '../route.ts';

/** What views are given. */
export interface ViewContext {
  api: Api;
  go(route: Route): void;
  /** Tells a screen reader what changed without moving its place. */
  announce(text: string): void;
  /** Forgets the key and asks for another. */
  askForKey(): void;
}

/** A page of the dashboard. */
export interface View {
  title: string;
  element: HTMLElement;
  /** Ends what goes on in the background. */
  stop?(): void;
}
