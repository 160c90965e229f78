// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { RoomSession } from '../../src/mentoring/roomSession';
import { ROOM_SILENT_MILLIS } from '../../src/mentoring/roomSocket';
import type { Piece } from '../../src/mentoring/roomProtocol';
import { picturesOf } from '../../src/mentoring/useDisplayed';
import { RoomStage, source } from './roomStage';

function open(more: object = {}) {
  const stage = new RoomStage();
  const session = new RoomSession('r', 'mentor', stage);
  session.want(() => true);
  session.start();
  stage.welcome('k1', more);
  return { stage, session };
}

const piece = (id: string, change: Partial<Piece> = {}): Piece => ({
  id, source: 'field', tool: 'pen', colour: 'cyan', surface: 'moving', from: 0, points: [0, 0, 0.5, 0], done: true,
  ...change,
});

describe('the connection to a room', () => {
  it('greets with its place, then asks for the time often, then once a second', () => {
    const { stage, session } = open();
    expect(stage.last.sent[0]).toEqual({ type: 'hello', version: 1, place: 'mentor' });
    for (let i = 0; i < 30; i++) {
      const ping = stage.said('ping').at(-1)!;
      stage.hear({ type: 'pong', page: ping['page'], now: 7e14 + stage.now() * 1_000 });
      stage.pass(120);
    }
    expect(stage.said('ping').length).toBeGreaterThan(8);
    expect(stage.said('ping').length).toBeLessThan(13);
    const error = Math.abs(session.axisMicros()! - (7e14 + stage.now() * 1_000));
    expect(error).toBeLessThanOrEqual(session.clockUncertaintyMicros!);
    expect(session.clockUncertaintyMicros!).toBeLessThan(61_000);
  });

  it('is given up when nothing comes any more, and made anew', () => {
    const { stage, session } = open();
    stage.pass(ROOM_SILENT_MILLIS);
    expect(stage.sockets[0]!.closed).toBe(true);
    expect(session.link.value).toBe('lost');
    stage.pass(1_000);
    expect(stage.sockets).toHaveLength(2);
    stage.welcome('k2');
    expect(session.link.value).toBe('open');
  });

  it('ends for good when there is no such room or no right to it', () => {
    for (const [code, link] of [[4003, 'denied'], [4004, 'no-such-room'], [4010, 'wrong-version']] as const) {
      const { stage, session } = open();
      stage.last.events.closed(code);
      stage.pass(60_000);
      expect(session.link.value).toBe(link);
      expect(stage.sockets).toHaveLength(1);
    }
  });

  it('counts what it cannot read and goes on', () => {
    const { stage, session } = open();
    stage.last.events.message('{"type":');
    stage.hear({ type: 'later' });
    expect(session.unreadable.value).toBe(1);
    expect(session.link.value).toBe('open');
  });
});

describe('a part in a room', () => {
  it('looks at what others send, again when it is sent anew, and stops when it is gone', () => {
    const { stage, session } = open({ sources: [source('field', 1), source('mine', 2, 'k1')] });
    expect(stage.said('view')).toEqual([{ type: 'view', source: 'field', publication: 1 }]);
    stage.hear({ type: 'state', people: [], sources: [source('field', 5)], bridge: {} });
    expect(stage.said('view').at(-1)).toEqual({ type: 'view', source: 'field', publication: 5 });
    stage.hear({ type: 'state', people: [], sources: [], bridge: {} });
    expect(session.viewings.value.size).toBe(0);
  });

  it('asks again after a refusal and after silence, with growing waits', () => {
    const { stage } = open({ sources: [source('field', 1)] });
    const alive = (millis: number) => {
      for (let i = 0; i < millis; i += 500) {
        stage.hear({ type: 'later' });
        stage.pass(500);
      }
    };
    stage.hear({ type: 'refused', what: 'view', source: 'field', reason: 'full' });
    alive(1_000);
    expect(stage.said('view')).toHaveLength(2);
    alive(10_000);
    expect(stage.said('view').length).toBeGreaterThanOrEqual(3);
    expect(stage.said('view').length).toBeLessThan(6);
  });

  it('keeps the drawing over a reconnect as the server has it', () => {
    const { stage, session } = open();
    session.draw(piece('k1:1'));
    stage.pass(ROOM_SILENT_MILLIS + 1_000);
    const strokes = [{ ...piece('x1:4'), by: { id: 'x1', account: 'o' }, at: 5 }];
    stage.welcome('k2', { strokes, sources: [source('field', 3)] });
    expect(session.ink.all().map(({ id, by }) => [id, by])).toEqual([['x1:4', 'x1']]);
    expect(stage.said('view')).toHaveLength(1);
    expect(session.newStrokeId()).toBe('k2:1');
  });

  it('has no id for a stroke while the server is away, and says that a piece could not be sent', () => {
    const { stage, session } = open();
    const id = session.newStrokeId()!;
    stage.pass(ROOM_SILENT_MILLIS);
    expect(session.newStrokeId()).toBeNull();
    session.draw(piece(id));
    expect(session.deliveries.value[0]).toMatchObject({ id, state: 'refused' });
  });

  it('takes a refused stroke off the picture and tells why', () => {
    const { stage, session } = open();
    session.draw(piece('k1:1'));
    expect(stage.said('stroke')).toHaveLength(1);
    stage.hear({ type: 'refused', what: 'stroke', id: 'k1:1', reason: 'the room is frozen' });
    expect(session.ink.all()).toEqual([]);
    expect(session.deliveries.value[0]).toMatchObject({ state: 'refused', reason: 'the room is frozen' });
  });

  it('draws what others draw at once, and takes the ink of a freeze away with it', () => {
    const { stage, session } = open();
    const seen: [string, boolean][] = [];
    session.onStroke((stroke, by, first) => seen.push([`${by.account} ${stroke.id}`, first]));
    const frozen = { source: 'field', frame: { n: 3, rtp: 9, how: 'trailer' }, by: { id: 'x', account: 'o' }, at: 1 };
    stage.hear({ type: 'state', people: [], sources: [], frozen, bridge: {} });
    const sent = { ...piece('x:1', { surface: 'frozen' }), type: 'stroke', by: { id: 'x', account: 'o' }, at: 2 };
    stage.hear(sent);
    stage.hear({ ...sent, from: 1 });
    expect(seen).toEqual([['o x:1', true], ['o x:1', false]]);
    stage.hear({ type: 'state', people: [], sources: [], bridge: {} });
    expect(session.ink.all()).toEqual([]);
  });

  it('keeps its own picture in sight when nobody can relay it', () => {
    const { stage, session } = open({ sources: [source('field', 1, 'other')] });
    const track = { kind: 'video', contentHint: '', stop: () => {} };
    const stream = {
      id: 's',
      getTracks: () => [track],
      getVideoTracks: () => [track],
      getAudioTracks: () => [],
    } as unknown as MediaStream;
    session.publish('endoscope', '', stream, true);
    const shown = () => picturesOf(session).map((here) => [here.source.source, here.own, here.source.phase]);
    expect(shown()).toEqual([['field', false, 'live'], ['endoscope', true, 'silent']]);
    stage.hear({ type: 'state', people: [], sources: [source('endoscope', 2, 'k1')], bridge: {} });
    expect(shown()).toEqual([['endoscope', true, 'live']]);
    stage.hear({ type: 'state', people: [], sources: [], bridge: { kind: 'jitsi', trouble: 'away' } });
    expect(shown()).toEqual([['endoscope', true, 'silent']]);
    session.unpublish('endoscope');
    expect(shown()).toEqual([]);
  });

  it('closes an offer nobody asked for', () => {
    const { stage } = open();
    stage.hear({ type: 'offer', endpoint: 'e9', source: 'field', direction: 'view', publication: 1, sdp: 'v=0' });
    expect(stage.said('close')).toEqual([{ type: 'close', endpoint: 'e9' }]);
  });
});
