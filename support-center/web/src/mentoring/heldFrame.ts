// SPDX-License-Identifier: Apache-2.0
import { sameFrame } from './frameNames';
import type { FrameName } from './roomProtocol';
import type { Picture } from './transforms';

/**
 * The picture of the frame that somebody freezes at this page, held from the key press until the room
 * says that it is frozen: on the way there and back it would have left the ring of recent pictures.
 */
export class HeldFrame {
  private held: { readonly source: string; readonly frame: FrameName; readonly picture: Picture } | null =
    null;

  /** Takes the picture over. */
  hold(source: string, frame: FrameName, picture: Picture): void {
    this.drop();
    this.held = { source, frame, picture };
  }

  /** Whoever takes it closes it. Null where another frame, or none, was frozen here. */
  take(source: string, frame: FrameName): Picture | null {
    const { held } = this;
    if (held === null || held.source !== source || !sameFrame(held.frame, frame)) return null;
    this.held = null;
    return held.picture;
  }

  /** It was not frozen after all. */
  drop(): void {
    this.held?.picture.close();
    this.held = null;
  }
}
