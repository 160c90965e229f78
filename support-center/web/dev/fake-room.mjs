// SPDX-License-Identifier: Apache-2.0
// A mentoring room for development, from docs/protocols/room.md alone: people, strokes, freeze. A real
// media bridge it has not: a page of place `bridge` (dev/loop.html) may offer in its stead.
export class FakeRoom {
  #people = new Map();
  #sources = new Map();
  #ink = new Map();
  #frozen = null;
  #count = 0;
  #publication = 0;
  #bed;
  #now;

  constructor(bed, now) {
    this.#bed = bed;
    this.#now = now;
  }

  listed() {
    return {
      room: 'theatre-1',
      title: '腹腔鏡下S状結腸切除',
      bed: this.#bed?.id ?? null,
      facility: this.#bed?.facility ?? null,
      people: this.#people.size,
      sources: [...this.#sources.values()],
    };
  }

  join(ws) {
    let me = null;
    ws.onText = (text) => {
      const message = JSON.parse(text);
      if (me === null && message.type === 'hello') me = this.#welcome(ws, message.place);
      else if (me !== null) this.#hear(me, message);
    };
    ws.onClose = () => me !== null && this.#leave(me);
  }

  #welcome(ws, place) {
    const id = (++this.#count).toString(36).padStart(4, '0');
    const colour = ['cyan', 'lime', 'white'][this.#count % 3];
    const role = place === 'or' ? 'nurse' : 'mentor';
    const me = { id, place, role, colour, account: `demo-${role}`, say: (m) => ws.say(JSON.stringify(m)) };
    this.#people.set(id, me);
    const { title, bed, facility } = this.listed();
    const may = place === 'or' ? ['view', 'publish', 'speak', 'draw'] : ['view', 'speak', 'draw'];
    me.say({
      type: 'welcome', id, version: 1, now: this.#now(), colour,
      room: { id: 'theatre-1', title, bed, facility, phone: '0000-44-1104' },
      you: { account: me.account, place, may },
      ...this.#state(),
      strokes: [...this.#ink.values()],
    });
    this.#tellState();
    return me;
  }

  #leave(me) {
    this.#people.delete(me.id);
    for (const [name, source] of this.#sources) if (source.by === me.id) this.#sources.delete(name);
    this.#tellState();
  }

  #state() {
    const people = [...this.#people.values()].map(({ id, account, role, place, colour }) => ({ id, account, role, place, colour }));
    const frozen = this.#frozen === null ? {} : { frozen: this.#frozen };
    return { people, sources: [...this.#sources.values()], ...frozen, bridge: { kind: 'none' } };
  }

  #tellState() {
    this.#tell({ type: 'state', ...this.#state() });
  }

  #tell(message, but = null) {
    for (const person of this.#people.values()) if (person !== but) person.say(message);
  }

  #hear(me, m) {
    const by = { id: me.id, account: me.account };
    if (m.type === 'ping') me.say({ type: 'pong', page: m.page, now: this.#now() });
    if (m.type === 'publish') {
      this.#sources.set(m.source, {
        source: m.source, label: m.label, publication: ++this.#publication, phase: 'live', since: this.#now(),
        kinds: m.kinds, by: me.id, trailer: m.trailer, naming: m.trailer ? 'trailer' : 'none',
      });
      this.#tellState();
    }
    if (m.type === 'freeze') {
      this.#frozen = m.source === null ? null : { source: m.source, frame: m.frame, by, at: this.#now() };
      this.#tellState();
    }
    if (m.type === 'shown') this.#tell({ type: 'shown', id: m.id, at: m.at, by, frame: m.frame });
    if (m.type === 'erase') {
      const ids = m.all ? [...this.#ink.keys()] : [m.id];
      for (const id of ids) this.#ink.delete(id);
      this.#tell({ type: 'erased', ids });
    }
    if (m.type === 'stroke') this.#stroke(me, { ...m, by, at: this.#now() });
  }

  #stroke(me, piece) {
    this.#tell(piece, me);
    if (piece.tool === 'pointer') return;
    const before = this.#ink.get(piece.id)?.points.slice(0, piece.from * 4) ?? [];
    this.#ink.set(piece.id, { ...piece, from: 0, points: [...before, ...piece.points] });
    if (piece.done) me.say({ type: 'kept', id: piece.id, at: this.#now() });
    if (piece.done && piece.surface === 'moving') setTimeout(() => this.#ink.delete(piece.id), 4_000);
  }
}
