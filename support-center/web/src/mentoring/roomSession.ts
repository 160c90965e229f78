// SPDX-License-Identifier: Apache-2.0
import { batch, signal } from '@preact/signals';
import { begun, type Deliveries, type Fate, told } from './delivery';
import { HeldFrame } from './heldFrame';
import { Ink, type Stroke } from './ink';
import type { PeerWorld } from './peer';
import { Publication } from './publication';
import type {
  By,
  FrameName,
  Piece,
  Place,
  RoomState,
  SentPiece,
  ServerMessage,
  Source,
  Welcome,
} from './roomProtocol';
import { type RoomLink, RoomSocket, type RoomWorld } from './roomSocket';
import { type Picture, Transforms } from './transforms';
import { Viewing } from './viewing';

/** How long the last picture of a source that is gone stays in sight. */
const LINGER_MILLIS = 10 * 60_000;

const NOBODY: RoomState = {
  people: [],
  sources: [],
  frozen: null,
  bridge: { kind: '', trouble: null },
};

/** A stroke of somebody as it comes in: for the operating room's page, which must say when it shows. */
export type StrokeListener = (stroke: Stroke, by: By, first: boolean) => void;

/**
 * One page's part in a room: its connection, what it sends and looks at, and all ink. A reconnect
 * begins every stream anew and takes over the ink the server has.
 */
export class RoomSession {
  readonly link = signal<RoomLink>('connecting');
  readonly welcome = signal<Welcome | null>(null);
  readonly state = signal<RoomState>(NOBODY);
  readonly deliveries = signal<Deliveries>([]);
  /** The last thing the server refused, in its words. */
  readonly refusal = signal<{ readonly what: string; readonly reason: string } | null>(null);
  readonly publications = signal<ReadonlyMap<string, Publication>>(new Map());
  readonly viewings = signal<ReadonlyMap<string, Viewing>>(new Map());
  readonly unreadable = signal(0);
  readonly ink = new Ink();
  readonly held = new HeldFrame();
  readonly transforms: Transforms;
  private readonly socket: RoomSocket;
  private readonly strokeListeners = new Set<StrokeListener>();
  private readonly inkListeners = new Set<() => void>();
  /** Sources that the page wants to see whenever somebody sends them. */
  private wants: (source: Source) => boolean = () => false;
  private strokes = 0;

  constructor(
    room: string,
    place: Place,
    private readonly world: RoomWorld,
  ) {
    this.socket = new RoomSocket(room, place, world, {
      link: (link) => this.onLink(link),
      message: (message) => this.onMessage(message),
      unreadable: () => (this.unreadable.value += 1),
    });
    this.transforms = new Transforms(() => this.axisMicros());
  }

  start(): void {
    this.socket.start();
  }

  stop(): void {
    for (const publication of this.publications.peek().values()) publication.close();
    for (const viewing of this.viewings.peek().values()) viewing.close();
    this.socket.stop();
    this.held.drop();
    this.transforms.close();
  }

  /** Axis time now in microseconds, null while the server's clock is not known. */
  axisMicros(): number | null {
    return this.socket.axisMicros();
  }

  /** Axis time of a `performance.now()` of this page. */
  axisOf(performanceMillis: number): number | null {
    return this.socket.clock.axisMicros(performanceMillis);
  }

  get clockUncertaintyMicros(): number | null {
    return this.socket.clock.uncertaintyMicros();
  }

  get wayMillis(): number | null {
    return this.socket.clock.wayMillis();
  }

  may(what: string): boolean {
    return this.welcome.value?.may.includes(what) ?? false;
  }

  /** Which sources of others are looked at and listened to; asked again whenever they change. */
  want(wants: (source: Source) => boolean): void {
    this.wants = wants;
    this.followSources();
  }

  publish(
    source: string,
    label: string,
    stream: MediaStream,
    fromCamera: boolean,
    codec: string | null = null,
  ): Publication {
    this.unpublish(source);
    const [peers, transforms] = [this.peerWorld(), this.transforms];
    const publication = new Publication(source, label, stream, fromCamera, peers, transforms, codec);
    this.publications.value = new Map(this.publications.peek()).set(source, publication);
    publication.peer.begin();
    return publication;
  }

  unpublish(source: string): void {
    const publications = new Map(this.publications.peek());
    const known = publications.get(source);
    if (known === undefined) return;
    known.close();
    publications.delete(source);
    this.publications.value = publications;
  }

  /** A new id for a stroke of this page, null while the room has not welcomed it. */
  newStrokeId(): string | null {
    const id = this.welcome.peek()?.id;
    if (id === undefined || this.link.peek() !== 'open') return null;
    this.strokes += 1;
    return `${id}:${this.strokes}`;
  }

  /** Sends a piece of one's own ink and draws it here. */
  draw(piece: Piece): void {
    const first = this.ink.get(piece.id) === null;
    const said = this.socket.say({ type: 'stroke', ...piece });
    const stroke = this.ink.add(piece, this.world.now());
    for (const listener of this.inkListeners) listener();
    const told = this.deliveries.peek().find(({ id }) => id === piece.id);
    if (told !== undefined && stroke.frame !== told.frame && stroke.frame !== null) {
      this.tell(piece.id, { kind: 'frame', frame: stroke.frame });
    }
    if (first) {
      this.deliveries.value = begun(this.deliveries.peek(), stroke, this.axisMicros());
      if (piece.text !== undefined) this.tell(piece.id, { kind: 'text', text: piece.text });
      if (!said) this.tell(piece.id, { kind: 'refused', reason: '' });
    }
  }

  erase(ids: readonly string[]): void {
    for (const id of ids) this.socket.say({ type: 'erase', id });
    this.ink.erase(ids);
  }

  /** @param picture of that frame, where this page has it; closed here */
  freeze(source: string, frame: FrameName, picture: Picture | null): void {
    if (picture !== null) this.held.hold(source, frame, picture);
    if (!this.socket.say({ type: 'freeze', source, frame })) this.held.drop();
  }

  thaw(): void {
    this.socket.say({ type: 'freeze', source: null });
  }

  /** The stroke is on this page's glass since then (axis µs). */
  shown(id: string, at: number, frame: number | null): void {
    this.socket.say({ type: 'shown', id, at: Math.round(at), ...(frame === null ? {} : { frame }) });
  }

  scene(source: string): void {
    this.socket.say({ type: 'scene', source });
  }

  /** Hears of every piece of ink, one's own too, at once. */
  onInk(listener: () => void): () => void {
    this.inkListeners.add(listener);
    return () => this.inkListeners.delete(listener);
  }

  onStroke(listener: StrokeListener): () => void {
    this.strokeListeners.add(listener);
    return () => this.strokeListeners.delete(listener);
  }

  private onLink(link: RoomLink): void {
    batch(() => {
      this.link.value = link;
      if (link === 'open') return;
      for (const publication of this.publications.peek().values()) publication.peer.roomLost();
      for (const viewing of this.viewings.peek().values()) viewing.peer.roomLost();
    });
  }

  private onMessage(message: ServerMessage): void {
    switch (message.type) {
      case 'welcome':
        return this.onWelcome(message.welcome, message.state, message.strokes);
      case 'state':
        return this.onState(message.state);
      case 'offer': {
        const { direction, source, endpoint, sdp } = message;
        const taken = this.peers().some((peer) => peer.offered(direction, source, endpoint, sdp));
        if (!taken) this.socket.say({ type: 'close', endpoint });
        return;
      }
      case 'ended':
        for (const peer of this.peers()) peer.ended(message.endpoint, message.reason);
        return;
      case 'refused':
        return this.onRefused(message.what, message.source, message.id, message.reason);
      case 'ink':
        return this.takeInk(message.strokes);
      case 'stroke':
        return this.onPiece(message.piece);
      case 'erased':
        return this.ink.erase(message.ids);
      case 'kept':
        return this.tell(message.id, { kind: 'kept' });
      case 'unkept':
        return this.tell(message.id, { kind: 'unkept', reason: message.reason });
      case 'shown':
        return this.tell(message.id, { kind: 'shown', at: message.at });
      case 'unshown':
        return this.tell(message.id, { kind: 'unshown' });
      case 'connected':
      case 'pong':
      case 'unknown':
        return;
    }
  }

  private onWelcome(welcome: Welcome, state: RoomState, strokes: readonly SentPiece[]): void {
    batch(() => {
      this.welcome.value = welcome;
      this.state.value = state;
      this.refusal.value = null;
      this.takeInk(strokes);
      for (const publication of this.publications.peek().values()) publication.peer.begin();
      for (const viewing of this.viewings.peek().values()) viewing.peer.begin();
      this.followSources();
    });
  }

  private onState(state: RoomState): void {
    const before = this.state.peek();
    batch(() => {
      this.state.value = state;
      if (before.frozen !== null && state.frozen === null) this.ink.thawed();
      this.followSources();
    });
  }

  private followSources(): void {
    const own = this.publications.peek();
    const me = this.welcome.peek()?.id ?? null;
    const viewings = new Map(this.viewings.peek());
    let changed = false;
    const wanted = this.state
      .peek()
      .sources.filter((s) => !own.has(s.source) && (s.by === null || s.by !== me) && this.wants(s));
    for (const source of wanted) {
      const known = viewings.get(source.source);
      if (known !== undefined && known.goneAt === null) {
        if (known.publication !== source.publication) this.ink.sceneChanged(source.source);
        known.follow(source);
        continue;
      }
      known?.close();
      const viewing = new Viewing(source, this.peerWorld(), this.transforms);
      viewings.set(source.source, viewing);
      changed = true;
      viewing.peer.begin();
    }
    const stays = new Set(wanted.map(({ source }) => source));
    for (const [source, viewing] of viewings) {
      if (stays.has(source)) continue;
      if (this.lingers(viewing, own.has(source))) continue;
      viewing.close();
      viewings.delete(source);
      changed = true;
    }
    if (changed) this.viewings.value = viewings;
  }

  /** The last picture of a camera stays in sight, grey, when its sender is gone without a word. */
  private lingers(viewing: Viewing, sentHere: boolean): boolean {
    if (sentHere || !viewing.known.kinds.includes('video') || viewing.stream.peek() === null) {
      return false;
    }
    const now = this.world.now();
    if (viewing.goneAt === null) viewing.gone(now);
    return now - (viewing.goneAt ?? now) < LINGER_MILLIS;
  }

  private onRefused(what: string, source: string | null, id: string | null, reason: string): void {
    this.refusal.value = { what, reason };
    if (what === 'freeze') this.held.drop();
    for (const peer of this.peers()) peer.refused(what, source, reason);
    if (what === 'stroke' && id !== null) {
      this.tell(id, { kind: 'refused', reason });
      this.ink.erase([id]);
    }
  }

  private takeInk(strokes: readonly SentPiece[]): void {
    const now = this.world.now();
    const axis = this.axisMicros();
    this.ink.replace(strokes, ({ at }) => (axis === null ? now : now - (axis - at) / 1_000));
  }

  private onPiece(piece: SentPiece): void {
    const first = this.ink.get(piece.id) === null;
    const stroke = this.ink.add(piece, this.world.now());
    for (const listener of this.inkListeners) listener();
    for (const listener of this.strokeListeners) listener(stroke, piece.by, first);
  }

  private tell(id: string, fate: Fate): void {
    this.deliveries.value = told(this.deliveries.peek(), id, fate);
  }

  private peers() {
    return [...this.publications.peek().values(), ...this.viewings.peek().values()].map(
      ({ peer }) => peer,
    );
  }

  private peerWorld(): PeerWorld {
    return {
      say: (message) => this.socket.say(message),
      after: (millis, run) => this.world.after(millis, run),
      random: () => this.world.random(),
    };
  }
}
