// SPDX-License-Identifier: Apache-2.0
import { signal } from '@preact/signals';
import { facilities, readFacilities } from '../ward/facilities';

export interface Me {
  readonly subject: string;
  readonly role: string;
}

export type Door =
  | { readonly state: 'asking' }
  | { readonly state: 'in'; readonly me: Me }
  | { readonly state: 'out' }
  /** The server did not answer; the live connection goes on trying. */
  | { readonly state: 'unreachable' };

export const door = signal<Door>({ state: 'asking' });

/** Asks the server who we are. A session that ended turns the page into the sign-in notice. */
export async function askDoor(): Promise<void> {
  try {
    const answer = await fetch('/api/v1/me', { headers: { Accept: 'application/json' } });
    if (answer.status === 401 || answer.status === 403) {
      door.value = { state: 'out' };
    } else if (answer.ok) {
      const body = (await answer.json()) as Record<string, unknown>;
      facilities.value = readFacilities(body['facilities']);
      door.value = { state: 'in', me: readMe(body) };
    } else {
      door.value = { state: 'unreachable' };
    }
  } catch {
    if (door.peek().state !== 'in') door.value = { state: 'unreachable' };
  }
}

function readMe(body: Record<string, unknown>): Me {
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return { subject: text(body['subject']), role: text(body['role']) };
}
