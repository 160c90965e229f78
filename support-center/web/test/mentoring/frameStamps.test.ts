// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { stamped, unstamped } from '../../src/mentoring/frameStamps';
import type { FrameStamp } from '../../src/mentoring/frameTrailer';
import { TRAILER_UUID } from '../../src/mentoring/seiTrailer';
import { seeded } from '../seeded';

const hex = (text: string) => Uint8Array.from(text.split(' '), (byte) => parseInt(byte, 16));
const shown = (frame: ArrayBuffer | null) =>
  [...new Uint8Array(frame!)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');

/** Beginnings of frames as Chromium's encoders make them, with a little of the slice. */
const H264_KEY = hex(
  '00 00 00 01 67 42 c0 1f 8c 8d 40 50 17 fc b3 70 10 d0 10 78 44 23 50 00 00 00 01 68 ce 3c 80 00 00 00 01 65 b8 00 04 00 00 05 38 8c 50',
);
const H264_DELTA = hex('00 00 00 01 61 e0 00 40 00 be 40 53 81 44 5d af 62 17 10 b8');
/** What encoders of cameras do: delimiter, a message of their own, start codes of three bytes, two slices. */
const H264_CAMERA = hex(
  '00 00 00 01 09 10 00 00 01 06 05 04 01 02 03 04 80 00 00 01 41 9a 22 11 00 00 01 41 03 33',
);
const AV1_KEY = hex('12 00 0a 0a 00 00 00 0c c4 ff 67 00 68 02 32 05 10 4d 00 30 c3');
/** As the other side gets it: without the delimiter. */
const AV1_DELTA = hex('32 06 30 c0 40 fd f8 01');

/** Full of what must not be seen inside an H.264 unit. */
const STAMP: FrameStamp = { capturedAtMillis: 1.8e12, n: 1, rtp: 0x00000103 };

describe('the stamp of an H.264 frame', () => {
  it('stands as a message before the first slice', () => {
    const frame = stamped('video/H264', H264_DELTA.buffer, STAMP);
    const uuid = TRAILER_UUID.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    expect(shown(frame)).toBe(
      `00 00 00 01 06 05 24 ${uuid} 54 53 4e 47 42 7a 31 85 c5 00 00 03 00 00 03 00 00 03 01 00 00 03 01 03 80 ${shown(H264_DELTA.buffer)}`,
    );
  });

  it('is read and taken off again, whatever stands before the slice', () => {
    for (const frame of [H264_KEY, H264_DELTA, H264_CAMERA]) {
      const out = stamped('video/H264', frame.buffer, STAMP);
      expect(unstamped('video/H264', out!)).toEqual({ stamp: STAMP, frame: frame.buffer });
    }
  });

  it('comes after the parameter sets, so that a bridge still sees a key frame by its first unit', () => {
    const frame = new Uint8Array(stamped('video/H264', H264_KEY.buffer, STAMP)!);
    expect(frame[4]! & 0x1f).toBe(7);
  });

  it('is read beside another message, and both are left then', () => {
    const out = shown(stamped('video/H264', H264_DELTA.buffer, STAMP));
    const both = hex(out.replace('06 05 24', '06 81 01 aa 05 24')).buffer;
    expect(unstamped('video/H264', both)).toEqual({ stamp: STAMP, frame: both });
  });

  it('is not put into what has no slice, and not read behind one or under another UUID', () => {
    expect(stamped('video/H264', hex('00 00 00 01 67 42 c0 1f').buffer, STAMP)).toBeNull();
    expect(stamped('video/H264', new ArrayBuffer(0), STAMP)).toBeNull();
    const out = shown(stamped('video/H264', H264_DELTA.buffer, STAMP));
    expect(unstamped('video/H264', hex(`00 00 01 61 ff ${out}`).buffer)).toBeNull();
    expect(unstamped('video/H264', hex(out.replace('92 ca', '92 cb')).buffer)).toBeNull();
    expect(unstamped('video/H264', H264_CAMERA.buffer)).toBeNull();
  });
});

describe('the stamp of an AV1 frame', () => {
  it('is a last unit of private metadata', () => {
    const frame = stamped('video/AV1', AV1_KEY.buffer, STAMP);
    expect(shown(frame)).toBe(
      `${shown(AV1_KEY.buffer)} 2a 16 1f 54 53 4e 47 42 7a 31 85 c5 00 00 00 00 00 00 01 00 00 01 03 80`,
    );
    expect(unstamped('video/AV1', frame!)).toEqual({ stamp: STAMP, frame: AV1_KEY.buffer });
  });

  it('is read when its size was left out on the way', () => {
    const out = shown(stamped('video/AV1', AV1_DELTA.buffer, STAMP));
    const unsized = hex(out.replace('2a 16 1f 54', '28 1f 54')).buffer;
    expect(unstamped('video/AV1', unsized)).toEqual({ stamp: STAMP, frame: AV1_DELTA.buffer });
  });
});

describe('stamps of all codecs', () => {
  it('are put on nothing whose frames bear none', () => {
    expect(stamped('video/H265', H264_KEY.buffer, STAMP)).toBeNull();
    expect(unstamped('audio/opus', H264_KEY.buffer)).toBeNull();
  });

  it('come back from any frame whatever numbers they hold', () => {
    const random = seeded(7);
    for (let i = 0; i < 500; i++) {
      const stamp = {
        capturedAtMillis: random() < 0.2 ? Math.floor(random() * 4) : 1.8e12 + random() * 1e9,
        n: Math.floor(random() * 2 ** (1 + Math.floor(random() * 31))),
        rtp: Math.floor(random() * 2 ** (1 + Math.floor(random() * 31))),
      };
      for (const [mime, frame] of [
        ['video/VP8', H264_KEY], ['video/VP9', AV1_KEY], ['video/H264', H264_KEY],
        ['video/H264', H264_CAMERA], ['video/AV1', AV1_KEY],
      ] as const) {
        const out = stamped(mime, frame.buffer, stamp);
        expect(unstamped(mime, out!)).toEqual({ stamp, frame: frame.buffer });
        if (mime === 'video/H264') expect(startCodes(out!)).toBe(startCodes(frame.buffer) + 1);
      }
    }
  });

  it('are read out of any bytes without a fault, and out of broken ones as nothing or as they were', () => {
    const random = seeded(20261121);
    for (let i = 0; i < 4_000; i++) {
      const mime = ['video/VP8', 'video/H264', 'video/AV1'][i % 3]!;
      const whole = new Uint8Array(stamped(mime, [H264_KEY, H264_CAMERA, AV1_KEY][i % 3]!.buffer, STAMP)!);
      const bytes = random() < 0.3
        ? Uint8Array.from({ length: Math.floor(random() * 120) }, () => (random() < 0.4 ? random() * 3 : random() * 256))
        : whole.slice(0, Math.ceil(random() * whole.length));
      if (random() < 0.5) bytes[Math.floor(random() * bytes.length)] = random() * 256;
      const read = unstamped(mime, bytes.buffer);
      expect(read === null || read.frame.byteLength <= bytes.length).toBe(true);
      stamped(mime, bytes.buffer, STAMP);
    }
  });
});

function startCodes(frame: ArrayBuffer): number {
  const bytes = new Uint8Array(frame);
  let count = 0;
  for (let i = 2; i < bytes.length; i++) {
    if (bytes[i - 2] === 0 && bytes[i - 1] === 0 && bytes[i] === 1) count += 1;
  }
  return count;
}
