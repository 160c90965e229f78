// SPDX-License-Identifier: Apache-2.0

/** What the page uses of a source's entry in `GET /api/v1/sources`. */
export interface SourceRow {
  readonly source: string;
  readonly address: string;
  readonly driftPpm: number | null;
}

export async function readSources(signal: AbortSignal): Promise<SourceRow[]> {
  const answer = await fetch('/api/v1/sources', {
    signal,
    headers: { Accept: 'application/json' },
  });
  if (!answer.ok) throw new Error(`sources answered ${answer.status}`);
  const body = (await answer.json()) as { sources?: unknown };
  return Array.isArray(body.sources) ? body.sources.flatMap(readSource) : [];
}

function readSource(entry: unknown): SourceRow[] {
  if (typeof entry !== 'object' || entry === null) return [];
  const fields = entry as Record<string, unknown>;
  const source = fields['source'] ?? fields['id'];
  if (typeof source !== 'string') return [];
  const address = typeof fields['address'] === 'string' ? fields['address'] : '';
  const drift = fields['driftPpm'] ?? fields['drift'];
  return [{ source, address, driftPpm: typeof drift === 'number' ? drift : null }];
}
