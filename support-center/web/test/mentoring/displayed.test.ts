// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { viewedPicture } from '../../src/mentoring/displayed';
import { FrameNames } from '../../src/mentoring/frameNames';
import type { ShownFrame } from '../../src/mentoring/frameWatch';
import { namingWords } from '../../src/mentoring/mentoringWords';
import type { Source } from '../../src/mentoring/roomProtocol';
import type { Viewing } from '../../src/mentoring/viewing';
import { source } from './roomStage';

const shown: ShownFrame = {
  rtp: 900, capturedMillis: null, displayedMillis: 0, width: 2, height: 2, mediaMicros: 0,
};
const by = (bridge: string, naming: Source['naming']): Source =>
  ({ ...source('field', 1, null), codec: 'H264', bridge, naming }) as Source;
const viewing = (names: FrameNames) =>
  ({ source: 'field', publication: 1, stream: { value: null }, names }) as unknown as Viewing;

describe('a picture that comes from a bridge', () => {
  it('has its frames named by RTP timestamp where that is the sender’s', () => {
    const picture = viewedPicture(viewing(new FrameNames()), by('embedded', 'sender-report'));
    expect(picture.name(shown)).toEqual({ rtp: 900, how: 'sender-report' });
  });

  it('has frames without a name where each viewer gets another RTP timestamp and no trailer came', () => {
    const names = new FrameNames();
    const picture = viewedPicture(viewing(names), by('jitsi', 'none'));
    expect(picture.name(shown)).toBeNull();
    names.note({ rtp: 900, n: 4, capturedAtMillis: 1 });
    expect(picture.name(shown)).toMatchObject({ n: 4, how: 'trailer' });
  });

  it('says how its frames are named, and says it too when nothing names them', () => {
    const words = (['trailer', 'abs-capture-time', 'sender-report', 'none'] as const).map((naming) =>
      namingWords(by('embedded', naming)),
    );
    expect(new Set([...words, namingWords(by('jitsi', 'none'))]).size).toBe(5);
  });
});
