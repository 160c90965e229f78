// SPDX-License-Identifier: Apache-2.0
import { signal } from '@preact/signals';
import type { LiveHub } from '../live/hub';
import { ofOccupant } from '../severity/severity';
import { recall, remember } from '../words/language';
import { groupByFacility } from './groups';
import { NO_ORDER, nextOrder, type RiskOrder } from './riskOrder';
import { riskWeight } from './riskWeight';

export type OrderKind = 'ward' | 'risk';

const KEY = 'tsunagu.order';

/** How this browser orders the board: the ward's own order unless the person chose otherwise. */
export const orderKind = signal<OrderKind>(recall(KEY) === 'risk' ? 'risk' : 'ward');

export function chooseOrder(kind: OrderKind): void {
  orderKind.value = kind;
  remember(KEY, kind);
}

/** Nothing moves under a hand: for so long after a pointer or a key worked on the board. */
export const HANDS_OFF_MILLIS = 4_000;

/** The board's risk order as it goes on; reading `beds` does not subscribe to any bed. */
export class OrderKeeper {
  readonly beds = signal<readonly string[]>([]);
  private order: RiskOrder = NO_ORDER;
  private touchedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly hub: Pick<LiveHub, 'ward' | 'severity' | 'trusted'>,
    private readonly performanceNow: () => number,
  ) {}

  /** Somebody works on the board: what is under the hand stays there. */
  touched(): void {
    this.touchedAt = this.performanceNow();
  }

  /** Starts anew, as after the order was chosen. */
  restart(): void {
    this.order = NO_ORDER;
    this.touchedAt = Number.NEGATIVE_INFINITY;
    this.step();
  }

  /** Called each second. Without the server's time, or under a hand, every bed keeps its place. */
  step(): void {
    const now = this.hub.trusted.peek();
    const ids = this.hub.ward.ids.peek();
    if (ids === null || now === null) return;
    const beds = ids.flatMap((id) => this.hub.ward.bed(id)?.peek() ?? []);
    const standings = groupByFacility(beds)
      .flatMap((group) => group.beds)
      .map((bed) => {
        const severity = ofOccupant(this.hub.severity.of(bed.bed).peek(), bed.encounter);
        return { bed: bed.bed, weight: riskWeight(bed, severity, now) };
      });
    const next = nextOrder(this.order, standings, now);
    const held = this.performanceNow() - this.touchedAt < HANDS_OFF_MILLIS;
    // The weights of the last minute go on being remembered; places change when the hand is gone.
    this.order = held ? { ...next, beds: this.order.beds } : next;
    if (!held) this.beds.value = next.beds;
  }
}
