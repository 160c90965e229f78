// SPDX-License-Identifier: Apache-2.0
import { signal } from '@preact/signals';

export type Route =
  | { readonly page: 'board' }
  | { readonly page: 'bed'; readonly bed: string }
  | { readonly page: 'rooms' }
  /** What the operating team sees of a room. */
  | { readonly page: 'or'; readonly room: string }
  /** What a mentor sees of a room. */
  | { readonly page: 'mentor'; readonly room: string };

/** The page an address names; anything unknown is the board. */
export function routeOf(path: string): Route {
  if (/^\/rooms\/?$/.test(path)) return { page: 'rooms' };
  const match = /^\/(bed|or|mentor)\/([^/]+)\/?$/.exec(path);
  if (match?.[2] === undefined) return { page: 'board' };
  try {
    const name = decodeURIComponent(match[2]);
    if (match[1] === 'bed') return { page: 'bed', bed: name };
    return { page: match[1] === 'or' ? 'or' : 'mentor', room: name };
  } catch {
    return { page: 'board' };
  }
}

/** A bed's address: each of its windows survives alone. */
export function bedPath(bed: string): string {
  return `/bed/${encodeURIComponent(bed)}`;
}

/** A sign-in link's own address: the server shows the page there only when the link was used up. */
export function isLink(path: string): boolean {
  return path.startsWith('/link/');
}

export const route = signal<Route>({ page: 'board' });

export function go(path: string): void {
  history.pushState(null, '', path);
  route.value = routeOf(path);
  scrollTo(0, 0);
}

export function followAddress(): void {
  route.value = routeOf(location.pathname);
  addEventListener('popstate', () => (route.value = routeOf(location.pathname)));
}

/** Lets a plain link change the page without loading it anew; other clicks stay the browser's. */
export function follow(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.currentTarget;
  if (link instanceof HTMLAnchorElement) {
    event.preventDefault();
    go(link.pathname);
  }
}
