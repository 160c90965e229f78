// SPDX-License-Identifier: Apache-2.0

/** The room protocol (docs/protocols/room.md) as data. Times are axis times in microseconds. */
export const ROOM_VERSION = 1;
export const ROOM_SUB_PROTOCOL = 'tsunagu.room.v1';

export type Place = 'or' | 'mentor';
export type Naming = 'trailer' | 'abs-capture-time' | 'sender-report' | 'none';
export type Phase = 'connecting' | 'live' | 'silent';
export type Tool = 'pointer' | 'pen' | 'arrow' | 'ellipse' | 'text';
export type Colour = 'cyan' | 'lime' | 'white';
export type Surface = 'moving' | 'frozen';
export type Direction = 'publish' | 'view';

export interface Room {
  readonly id: string;
  readonly title: string;
  readonly bed: string | null;
  readonly facility: string | null;
  readonly phone: string | null;
}

export interface Person {
  readonly id: string;
  readonly account: string;
  readonly role: string;
  readonly place: string;
  readonly colour: Colour;
}

export interface Source {
  readonly source: string;
  readonly label: string;
  readonly publication: number;
  readonly phase: Phase;
  readonly since: number;
  readonly kinds: readonly string[];
  readonly codec: string | null;
  readonly by: string | null;
  readonly trailer: boolean;
  readonly naming: Naming;
  /** The kind of bridge that carries it. */
  readonly bridge: string;
}

/** A frame by its names; whichever are known. */
export interface FrameName {
  readonly n?: number;
  readonly rtp?: number;
  readonly at?: number;
  readonly how: Naming;
}

export interface Frozen {
  readonly source: string;
  readonly frame: FrameName;
  readonly by: By;
  readonly at: number;
  /** Whether the room has the picture of whoever froze it. */
  readonly still: boolean;
}

export interface Piece {
  readonly id: string;
  readonly source: string;
  readonly tool: Tool;
  readonly colour: Colour;
  readonly frame?: FrameName;
  readonly surface: Surface;
  readonly from: number;
  /** x, y, pressure, milliseconds since the stroke began, for each point. */
  readonly points: readonly number[];
  readonly text?: string;
  readonly done: boolean;
}

/** Who did something: a connection and whose it is. */
export interface By {
  readonly id: string;
  readonly account: string;
}

/** A piece as the server passes it on. */
export interface SentPiece extends Piece {
  readonly by: By;
  readonly at: number;
}

export interface Welcome {
  readonly id: string;
  readonly now: number;
  readonly room: Room;
  readonly account: string;
  readonly place: string;
  readonly may: readonly string[];
  readonly colour: Colour;
}

export interface RoomState {
  readonly people: readonly Person[];
  readonly sources: readonly Source[];
  readonly frozen: Frozen | null;
  readonly bridge: { readonly kind: string; readonly trouble: string | null };
}

export type ServerMessage =
  | {
      readonly type: 'welcome';
      readonly welcome: Welcome;
      readonly state: RoomState;
      readonly strokes: readonly SentPiece[];
    }
  | { readonly type: 'state'; readonly state: RoomState }
  | {
      readonly type: 'offer';
      readonly endpoint: string;
      readonly source: string;
      readonly direction: Direction;
      readonly publication: number | null;
      readonly sdp: string;
    }
  | {
      readonly type: 'refused';
      readonly what: string;
      readonly source: string | null;
      readonly id: string | null;
      readonly reason: string;
    }
  | {
      readonly type: 'ended';
      readonly endpoint: string;
      readonly source: string;
      readonly direction: Direction;
      readonly reason: string;
    }
  | { readonly type: 'connected'; readonly endpoint: string }
  | { readonly type: 'ink'; readonly strokes: readonly SentPiece[] }
  | { readonly type: 'stroke'; readonly piece: SentPiece }
  | { readonly type: 'erased'; readonly ids: readonly string[] }
  | { readonly type: 'kept'; readonly id: string; readonly at: number }
  | { readonly type: 'unkept'; readonly id: string; readonly reason: string }
  | { readonly type: 'shown'; readonly id: string; readonly at: number; readonly by: By }
  | { readonly type: 'unshown'; readonly id: string }
  | { readonly type: 'pong'; readonly page: number; readonly now: number }
  /** A type this page does not know; later servers may send such. */
  | { readonly type: 'unknown'; readonly name: string };

/** Points of a stroke at most, and of one piece. */
export const MOST_POINTS = 4_096;
export const MOST_POINTS_A_PIECE = 512;
export const LONGEST_TEXT = 120;

type Fields = Readonly<Record<string, unknown>>;

/** Reads one text message. Throws when it is no message of this protocol. */
export function readServerMessage(message: string): ServerMessage {
  const f = fields(JSON.parse(message));
  const type = text(f['type']);
  switch (type) {
    case 'welcome':
      return {
        type,
        welcome: readWelcome(f),
        state: readState(f),
        strokes: items(f['strokes']).map((one) => readPiece(fields(one))),
      };
    case 'state':
      return { type, state: readState(f) };
    case 'offer':
      return {
        type,
        endpoint: text(f['endpoint']),
        source: text(f['source']),
        direction: text(f['direction']) === 'publish' ? 'publish' : 'view',
        publication: numberOr(f['publication'], null),
        sdp: text(f['sdp']),
      };
    case 'refused':
      return {
        type,
        what: text(f['what']),
        source: textOr(f['source'], null),
        id: textOr(f['id'], null),
        reason: textOr(f['reason'], ''),
      };
    case 'ended':
      return {
        type,
        endpoint: text(f['endpoint']),
        source: text(f['source']),
        direction: text(f['direction']) === 'publish' ? 'publish' : 'view',
        reason: textOr(f['reason'], ''),
      };
    case 'connected':
      return { type, endpoint: text(f['endpoint']) };
    case 'ink':
      return { type, strokes: items(f['strokes']).map((one) => readPiece(fields(one))) };
    case 'stroke':
      return { type, piece: readPiece(f) };
    case 'erased':
      return { type, ids: items(f['ids']).map(text) };
    case 'kept':
      return { type, id: text(f['id']), at: number(f['at']) };
    case 'unkept':
      return { type, id: text(f['id']), reason: textOr(f['reason'], '') };
    case 'shown':
      return { type, id: text(f['id']), at: number(f['at']), by: by(f['by']) };
    case 'unshown':
      return { type, id: text(f['id']) };
    case 'pong':
      return { type, page: number(f['page']), now: number(f['now']) };
    default:
      return { type: 'unknown', name: type };
  }
}

function readWelcome(f: Fields): Welcome {
  const room = fields(f['room']);
  const you = fields(f['you'] ?? {});
  return {
    id: text(f['id']),
    now: number(f['now']),
    room: {
      id: text(room['id']),
      title: textOr(room['title'], text(room['id'])),
      bed: textOr(room['bed'], null),
      facility: textOr(room['facility'], null),
      phone: textOr(room['phone'], null),
    },
    account: textOr(you['account'], ''),
    place: textOr(you['place'], ''),
    may: items(you['may']).map(text),
    colour: colour(f['colour']),
  };
}

function readState(f: Fields): RoomState {
  const bridge = fields(f['bridge'] ?? {});
  return {
    people: items(f['people']).map((one) => {
      const p = fields(one);
      return {
        id: text(p['id']),
        account: textOr(p['account'], ''),
        role: textOr(p['role'], ''),
        place: textOr(p['place'], ''),
        colour: colour(p['colour']),
      };
    }),
    sources: items(f['sources']).map((one) => readSource(fields(one))),
    frozen: f['frozen'] === undefined || f['frozen'] === null ? null : readFrozen(fields(f['frozen'])),
    bridge: { kind: textOr(bridge['kind'], ''), trouble: textOr(bridge['trouble'], null) },
  };
}

function readSource(f: Fields): Source {
  const phase = text(f['phase']);
  return {
    source: text(f['source']),
    label: textOr(f['label'], ''),
    publication: numberOr(f['publication'], 0),
    phase: phase === 'live' || phase === 'silent' ? phase : 'connecting',
    since: numberOr(f['since'], 0),
    kinds: items(f['kinds']).map(text),
    codec: textOr(f['codec'], null),
    by: textOr(f['by'], null),
    trailer: f['trailer'] === true,
    naming: naming(f['naming']),
    bridge: textOr(f['bridge'], ''),
  };
}

function readFrozen(f: Fields): Frozen {
  return {
    source: text(f['source']),
    frame: readFrame(f['frame']) ?? { how: 'none' },
    by: by(f['by']),
    at: numberOr(f['at'], 0),
    still: f['still'] === true,
  };
}

function readFrame(value: unknown): FrameName | null {
  if (typeof value !== 'object' || value === null) return null;
  const f = fields(value);
  const n = numberOr(f['n'], null);
  const rtp = numberOr(f['rtp'], null);
  const at = numberOr(f['at'], null);
  return {
    ...(n === null ? {} : { n }),
    ...(rtp === null ? {} : { rtp }),
    ...(at === null ? {} : { at }),
    how: naming(f['how']),
  };
}

const TOOLS: readonly string[] = ['pointer', 'pen', 'arrow', 'ellipse', 'text'];

function readPiece(f: Fields): SentPiece {
  const tool = text(f['tool']);
  if (!TOOLS.includes(tool)) throw new Error(`no tool ${tool}`);
  const frame = readFrame(f['frame']);
  const words = textOr(f['text'], null);
  return {
    id: text(f['id']),
    source: text(f['source']),
    tool: tool as Tool,
    colour: colour(f['colour']),
    ...(frame === null ? {} : { frame }),
    surface: f['surface'] === 'frozen' ? 'frozen' : 'moving',
    from: numberOr(f['from'], 0),
    points: items(f['points']).map(number),
    ...(words === null ? {} : { text: words }),
    done: f['done'] === true,
    by: by(f['by']),
    at: numberOr(f['at'], 0),
  };
}

function by(value: unknown): By {
  const f = fields(value ?? {});
  return { id: textOr(f['id'], ''), account: textOr(f['account'], '') };
}

function naming(value: unknown): Naming {
  return value === 'trailer' || value === 'abs-capture-time' || value === 'sender-report'
    ? value
    : 'none';
}

function colour(value: unknown): Colour {
  return value === 'lime' || value === 'white' ? value : 'cyan';
}

function fields(value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error('an object was expected');
  }
  return value as Fields;
}

function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new Error('a text was expected');
  return value;
}

function textOr<T>(value: unknown, otherwise: T): string | T {
  return typeof value === 'string' ? value : otherwise;
}

function number(value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Error('a number was expected');
  return value;
}

function numberOr<T>(value: unknown, otherwise: T): number | T {
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
}
