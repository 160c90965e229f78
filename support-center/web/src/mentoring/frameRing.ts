// SPDX-License-Identifier: Apache-2.0
import { sameFrame } from './frameNames';
import type { NameOf, ShownFrame } from './frameWatch';
import type { FrameName } from './roomProtocol';

/** How long a displayed picture can still be frozen. */
const KEEP_MILLIS = 1_500;
/** Pictures kept at most: 1.5 s at 60 a second. */
const MOST_PICTURES = 90;
/** Bytes of pictures kept at most; larger pictures are kept for less time. */
const MOST_BYTES = 160 * 1024 * 1024;

export interface Kept {
  readonly frame: ShownFrame;
  readonly picture: ImageBitmap | VideoFrame;
  readonly bytes: number;
}

/**
 * The pictures of one video element that were displayed last. Where none are to be kept for a freeze,
 * the newest is all the same: it is what is seen when no other comes.
 */
export class FrameRing {
  private kept: Kept[] = [];
  private bytes = 0;
  private copying = 0;

  /**
   * @param mayBorrow whether decoded frames may be held without a copy; a camera has a handful of
   *     buffers and stops when they are not given back
   */
  constructor(
    private readonly keeps: boolean,
    private readonly mayBorrow: boolean,
  ) {}

  /** Takes the picture over and closes it in time. */
  add(picture: VideoFrame, frame: ShownFrame): void {
    // A frame in the memory of the page costs nothing to hold; one of a graphics card is copied. A single
    // frame at a time nobody misses: copying each one for it would be the most expensive thing the page does.
    if (!this.keeps || (this.mayBorrow && picture.format === 'I420')) {
      this.keep({ frame, picture, bytes: this.keeps ? picture.allocationSize() : 0 });
      return;
    }
    if (this.copying > 2) {
      picture.close();
      return;
    }
    this.copying += 1;
    void createImageBitmap(picture)
      .then((bitmap) => {
        this.keep({ frame, picture: bitmap, bytes: bitmap.width * bitmap.height * 4 });
      })
      .catch(() => {})
      .finally(() => {
        picture.close();
        this.copying -= 1;
      });
  }

  /** Takes the named frame out of the ring; whoever takes it closes it. Null where it is not here. */
  take(name: FrameName, nameOf: NameOf): Kept | null {
    for (let i = this.kept.length - 1; i >= 0; i--) {
      const kept = this.kept[i]!;
      const own = nameOf(kept.frame);
      if (own !== null && sameFrame(own, name)) {
        this.kept.splice(i, 1);
        this.bytes -= kept.bytes;
        return kept;
      }
    }
    return null;
  }

  /** The picture that was displayed last, still the ring's own. Null when nothing was kept. */
  newest(): Kept | null {
    return this.kept[this.kept.length - 1] ?? null;
  }

  clear(): void {
    for (const { picture } of this.kept) picture.close();
    this.kept = [];
    this.bytes = 0;
  }

  private keep(kept: Kept): void {
    this.kept.push(kept);
    this.bytes += kept.bytes;
    const oldest = kept.frame.displayedMillis - KEEP_MILLIS;
    const most = this.keeps ? MOST_PICTURES : 1;
    while (
      this.kept.length > most ||
      this.bytes > MOST_BYTES ||
      (this.kept[0]?.frame.displayedMillis ?? oldest) < oldest
    ) {
      const gone = this.kept.shift();
      if (gone === undefined) break;
      this.bytes -= gone.bytes;
      gone.picture.close();
    }
  }
}
