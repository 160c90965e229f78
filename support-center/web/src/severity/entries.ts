// SPDX-License-Identifier: Apache-2.0

/** What may be entered, as the server lists it; limits are in `unit`. */
export interface EntryItem {
  readonly code: string;
  readonly name: string;
  readonly group: 'bedside' | 'laboratory';
  readonly unit: string;
  readonly units: readonly string[];
  readonly lowest: number;
  readonly highest: number;
  readonly usualLowest: number | null;
  readonly usualHighest: number | null;
}

/** The Glasgow coma scale comes as its total or as its three parts. */
export const GCS = 'LN:9269-2';

/** Whether supplemental oxygen is given. */
export const OXYGEN = 'tsunagu:oxygen';

export interface GcsParts {
  readonly eye: number;
  readonly verbal: number;
  readonly motor: number;
}

/** One value to be kept. */
export interface Entry {
  readonly code: string;
  readonly value: number | null;
  readonly components: GcsParts | null;
  readonly unit: string;
  /** RFC 3339; null means now, by the server's clock. */
  readonly takenAt: string | null;
  /** Whom the page showed: somebody else there is a refusal. */
  readonly encounter: string;
  readonly confirmed: boolean;
  /** The same entry sent again is kept once. */
  readonly key: string;
}

export type Outcome =
  /** The journal has it. */
  | { readonly kind: 'kept' }
  | { readonly kind: 'unusual'; readonly allowed: readonly string[] }
  | {
      readonly kind: 'impossible';
      readonly parameter: string;
      readonly allowed: readonly string[];
      readonly detail: string;
    }
  | { readonly kind: 'occupant-changed' }
  | { readonly kind: 'forbidden' }
  /** Somebody else's entry, which only they or an intensivist may take back. */
  | { readonly kind: 'not-yours' }
  /** The server answered that nothing was kept. */
  | { readonly kind: 'refused'; readonly detail: string }
  /** No answer came: whether it was kept is not known, the same key may be sent again. */
  | { readonly kind: 'no-answer' };

export async function readEntryItems(signal: AbortSignal): Promise<EntryItem[]> {
  const answer = await fetch('/api/v1/entry-items', {
    signal,
    headers: { Accept: 'application/json' },
  });
  if (!answer.ok) throw new Error(`entry items answered ${answer.status}`);
  const body = (await answer.json()) as { items?: unknown };
  return Array.isArray(body.items) ? body.items.flatMap(readItem) : [];
}

export function sendEntry(bed: string, entry: Entry): Promise<Outcome> {
  const { code, value, components, unit, takenAt, encounter, confirmed, key } = entry;
  return send(`/api/v1/beds/${encodeURIComponent(bed)}/entries`, {
    code,
    ...(components === null ? { value, unit } : { components }),
    ...(takenAt === null ? {} : { takenAt }),
    encounter,
    confirmed,
    key,
  });
}

export function withdrawEntry(bed: string, id: string): Promise<Outcome> {
  const path = `/api/v1/beds/${encodeURIComponent(bed)}/entries/${encodeURIComponent(id)}/withdrawal`;
  return send(path, null);
}

async function send(path: string, body: object | null): Promise<Outcome> {
  try {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
      ...(body === null ? {} : { body: JSON.stringify(body) }),
    });
    if (answer.ok) return { kind: 'kept' };
    return outcomeOf(answer.status, (await answer.json().catch(() => ({}))) as unknown);
  } catch {
    return { kind: 'no-answer' };
  }
}

/** What a problem document (RFC 9457) means for the person who typed. */
export function outcomeOf(status: number, body: unknown): Outcome {
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const kind = text(fields['type']).split(':').at(-1);
  const allowed = Array.isArray(fields['allowed']) ? fields['allowed'].map(String) : [];
  const detail = text(fields['detail']);
  if (kind === 'unusual') return { kind, allowed };
  if (kind === 'impossible') return { kind, parameter: text(fields['parameter']), allowed, detail };
  if (kind === 'occupant-changed' || kind === 'not-yours') return { kind };
  if (status === 401 || status === 403) return { kind: 'forbidden' };
  return { kind: 'refused', detail: detail || `HTTP ${status}` };
}

function readItem(entry: unknown): EntryItem[] {
  if (typeof entry !== 'object' || entry === null) return [];
  const f = entry as Record<string, unknown>;
  const [lowest, highest] = [number(f['lowest']), number(f['highest'])];
  if (typeof f['code'] !== 'string' || lowest === null || highest === null) return [];
  const unit = text(f['unit']);
  const units = Array.isArray(f['units']) ? f['units'].map(String) : [];
  return [
    {
      code: f['code'],
      name: text(f['name']),
      group: f['group'] === 'laboratory' ? 'laboratory' : 'bedside',
      unit,
      units: units.includes(unit) ? units : [unit, ...units],
      lowest,
      highest,
      usualLowest: number(f['usualLowest']),
      usualHighest: number(f['usualHighest']),
    },
  ];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
