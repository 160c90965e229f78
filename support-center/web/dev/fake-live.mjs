// SPDX-License-Identifier: Apache-2.0
// Development server: the built page, a made-up hospital over the live protocol, and a small history.
//   node dev/fake-live.mjs --port 5180 --beds 12 --scenario normal
// Scenarios: normal, calm, lost, empty, loading, stale, behind, journal, refused, signed-out.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { FakeSeverity, ITEMS } from './fake-severity.mjs';
import { FakeRoom } from './fake-room.mjs';
import { Patient } from './patient.mjs';
import { accept, record } from './wire.mjs';

const { values: options } = parseArgs({
  options: {
    port: { type: 'string', default: '5180' },
    beds: { type: 'string', default: '12' },
    scenario: { type: 'string', default: 'normal' },
    facilities: { type: 'string', default: '2' },
  },
});
const scenario = options.scenario;
const count = scenario === 'empty' ? 0 : Number(options.beds);
const root = join(fileURLToPath(new URL('.', import.meta.url)), '../../target/classes/web');
const hospitals = [{ id: 'みなと中央病院', name: 'みなと中央病院', phone: '0000-44-1104' }];
const FACILITIES = ['みなと中央病院', '北野市民病院', '南浜医療センター', '里山記念病院'].slice(
  0,
  Number(options.facilities),
);
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

const nowMicros = () => Math.floor((performance.timeOrigin + performance.now()) * 1000);
const started = nowMicros();

const beds = Array.from({ length: count }, (_, i) => {
  const per = Math.ceil(count / FACILITIES.length);
  const facility = FACILITIES[Math.floor(i / per)];
  const number = String((i % per) + 1).padStart(2, '0');
  const id = `f${Math.floor(i / per)}:ICU-${number}`;
  return {
    id,
    name: `ICU-${number}`,
    facility,
    index: i,
    patient: new Patient(i + 1),
    source: `monitor-${i + 1}`,
    offset: i === 0 ? -1451_000_000 : Math.round((i * 137.7 - 900) * 1e6),
    uncertainty: i === 7 ? 4_000_000 : 3_000 + i * 400,
    seq: 0,
    ring: [],
    listeners: new Set(),
  };
});

/** What is odd about a bed in this scenario. */
function oddity(bed) {
  if (scenario === 'calm') return {};
  const i = bed.index;
  const last = count - 1;
  if (scenario === 'stale') return { silentSince: started - 20e6 - i * 7e6 };
  if (scenario === 'lost' && bed.facility === FACILITIES[0]) return { lostSince: started - 47e6 };
  if (i === 1) return { alert: ['high', '平均血圧 低下 52 < 60', 42] };
  if (i === 2) return { alert: ['medium', 'SpO₂ 低下 87 < 90', 70], spo2: 87 };
  if (i === 3) return { probeOff: true, alert: ['low', 'SpO₂ プローブ確認', 720] };
  if (i === 4) return { silentSince: started - 252e6 };
  if (i === 5) return { lostSince: started - 47e6, alert: ['medium', '呼吸数 上昇 31 > 30', 60] };
  if (i === 6) return { lostSince: started - 11 * 60e6 };
  if (i === 8) return { conflict: true };
  if (i === 9) return { cuffOnly: true };
  if (i === last && count > 10) return { empty: true };
  if (i === last - 1 && count > 10) return { unknown: true };
  return {};
}

function numeric(c, n, v, t, extra = {}) {
  const value = v === null ? { a: extra.a ?? 'sensor-off' } : { v, d: extra.d ?? 0 };
  return { c, n, t, ...value, u: extra.u ?? '/min', s: extra.s ?? 5_000_000, unc: extra.unc ?? 3_000, src: extra.src };
}

function summary(bed) {
  const odd = oddity(bed);
  const p = bed.patient;
  const now = nowMicros();
  const base = { bed: bed.id, name: bed.name, fac: bed.facility, unit: 'ICU' };
  if (odd.empty) return { ...base, state: 'empty', unc: 0, num: [], alr: [] };
  const at = Math.min(odd.lostSince ?? Infinity, odd.silentSince ?? Infinity, now - 180_000 - ((bed.index * 379) % 900) * 1000);
  const wave = Math.sin(now / 9e6 + bed.index);
  const x = { unc: bed.uncertainty, src: bed.source };
  const num = [
    numeric(147842, 'MDC_ECG_HEART_RATE', Math.round(p.hr + wave * 2), at, x),
    numeric(150456, 'MDC_PULS_OXIM_SAT_O2', odd.probeOff ? null : (odd.spo2 ?? p.spo2), odd.probeOff ? at - 26e6 : at, { ...x, u: '%' }),
    numeric(151562, 'MDC_RESP_RATE', Math.round(p.rr + wave), at, x),
    numeric(150344, 'MDC_TEMP', p.temp, at - 8e6, { ...x, u: 'Cel', d: 1, s: 4 * 3600e6 }),
    numeric(149530, 'MDC_PULS_OXIM_PULS_RATE', odd.probeOff ? null : Math.round(p.hr + wave * 2), at, x),
    numeric(148066, 'MDC_ECG_V_P_C_RATE', 0, at, x),
  ];
  const mm = { ...x, u: 'mm[Hg]' };
  if (!odd.cuffOnly) {
    num.push(numeric(150037, 'MDC_PRESS_BLD_ART_ABP_SYS', Math.round(p.sys + wave * 3), at, mm));
    num.push(numeric(150038, 'MDC_PRESS_BLD_ART_ABP_DIA', Math.round(p.dia + wave), at, mm));
    num.push(numeric(150039, 'MDC_PRESS_BLD_ART_ABP_MEAN', bed.index === 1 ? 52 : p.map(), at, mm));
    num.push(numeric(151712, 'MDC_CONC_AWAY_CO2_EXP', 36, at, mm));
  }
  const cuffAt = at - 12 * 60e6 - bed.index * 30e6;
  const cuff = { ...mm, s: (bed.index === 0 ? 10 : 60) * 60e6 };
  num.push(numeric(150021, 'MDC_PRESS_BLD_NONINV_SYS', p.sys + 4, cuffAt, cuff));
  num.push(numeric(150022, 'MDC_PRESS_BLD_NONINV_DIA', p.dia + 3, cuffAt, cuff));
  num.push(numeric(150023, 'MDC_PRESS_BLD_NONINV_MEAN', p.map() + 3, cuffAt, cuff));
  const alr = [];
  if (odd.alert) alr.push(alert('a1', ...odd.alert, bed));
  if (bed.index === 1 && scenario !== 'calm') alr.push(alert('a2', 'medium', '呼吸数 上昇 31 > 30', 180, bed, 'acknowledged'));
  if (bed.index === 1 && scenario !== 'calm') alr.push(alert('a3', 'low', 'NIBP カフ確認', 1440, bed, 'audio-off'));
  const up = odd.lostSince === undefined;
  return {
    ...base,
    state: odd.conflict ? 'conflict' : odd.unknown ? 'unknown' : 'occupied',
    ...(odd.unknown ? {} : { enc: `V${20260 + bed.index}` }),
    last: at,
    unc: bed.uncertainty,
    off: bed.offset,
    up,
    ...(up ? {} : { since: odd.lostSince }),
    num,
    alr,
  };
}

function alert(i, p, x, seconds, bed, inactivation = 'enabled') {
  const b = started - seconds * 1e6;
  return { i, c: 196648, x, p, k: p === 'low' ? 'technical' : 'physiological', ph: 'continue', st: 'active', in: inactivation, b, t: b, src: bed.source };
}

const FRAME = 250_000;
const WAVES = [
  [131330, 250, 0.005, 0, 'mV', (p, t) => p.ecg(t, 'II')],
  [131335, 250, 0.005, 0, 'mV', (p, t) => p.ecg(t, 'V5')],
  [150036, 125, 0.0625, 0, 'mm[Hg]', (p, t) => p.abp(t)],
  [150452, 125, 0.001, 0, '1', (p, t) => p.pleth(t)],
  [151780, 62.4725, 0.001, 0, 'Ohm', (p, t) => p.resp(t)],
  [151724, 62.5, 0.01, 0, 'mm[Hg]', (p, t) => p.co2(t)],
];

/** One device frame covering [from, from + FRAME) of axis time. */
function bedFrame(bed, from) {
  const odd = oddity(bed);
  bed.seq += 1;
  const wav = [];
  const gap = [];
  const second = Math.floor(from / 1e6);
  for (const [c, rate, g, o, u, shape] of WAVES) {
    if (odd.probeOff && c === 150452) {
      gap.push({ c, t: from - bed.offset, e: from + FRAME - bed.offset, r: 'sensor-off' });
      continue;
    }
    if (odd.cuffOnly && c === 150036) continue;
    // Frames lost now and then on the pressure line, and a late stretch, to be seen on the page.
    if (bed.index === 0 && scenario !== 'calm' && c === 150036 && second % 20 >= 8 && second % 20 < 10) {
      if (second % 20 === 8) gap.push({ c, t: from - bed.offset, e: from + FRAME - bed.offset, r: 'frames-lost' });
      continue;
    }
    const first = Math.ceil((from * rate) / 1e6);
    const end = Math.ceil(((from + FRAME) * rate) / 1e6);
    const y = new Int16Array(end - first);
    for (let k = first; k < end; k++) y[k - first] = Math.round((shape(bed.patient, k / rate) - o) / g);
    const [rn, rd] = rate === 62.4725 ? [24989, 400] : [rate * 2, 2];
    wav.push({ c, t: Math.round((first / rate) * 1e6) - bed.offset, rn, rd, g, o, u, y });
  }
  return record(1, {
    src: bed.source,
    ep: 1,
    seq: bed.seq,
    bed: bed.id,
    kind: 'device-stream',
    sent: from + FRAME - bed.offset,
    arr: nowMicros(),
    off: bed.offset,
    unc: bed.uncertainty,
    ...(gap.length > 0 ? { gap } : {}),
    wav,
  });
}

let framedTo = Math.floor(nowMicros() / FRAME) * FRAME - 30_000_000;
let offset = 0;
const held = [];
function tick() {
  const now = nowMicros();
  while (framedTo + FRAME <= now) {
    for (const bed of beds) {
      const odd = oddity(bed);
      if (odd.empty || (odd.silentSince ?? odd.lostSince ?? Infinity) < framedTo) continue;
      if (bed.listeners.size === 0 && now - framedTo > 40e6) continue;
      const bytes = bedFrame(bed, framedTo);
      offset += 1;
      const second = Math.floor(framedTo / 1e6) % 20;
      const late = bed.index === 0 && scenario !== 'calm' && now - framedTo < 1e6 && second >= 14 && second < 15.5;
      if (late) held.push({ at: now + 3_000_000, bed, bytes });
      else deliver(bed, bytes);
    }
    framedTo += FRAME;
  }
  while (held.length > 0 && held[0].at <= now) {
    const { bed, bytes } = held.shift();
    deliver(bed, bytes);
  }
}
function deliver(bed, bytes) {
  bed.ring.push(bytes);
  if (bed.ring.length > 120) bed.ring.shift();
  for (const ws of bed.listeners) ws.send(bytes);
}
tick();
setInterval(tick, 50);

const severity = new FakeSeverity(beds, oddity, started);
const encounterOf = (bed) => summary(bed).enc;
const boards = new Set();
const clients = new Set();
setInterval(() => {
  for (const bed of beds) {
    const bytes = record(102, summary(bed));
    for (const ws of boards) ws.send(bytes);
  }
}, 1000);

setInterval(() => {
  for (const bed of beds) {
    const board = record(111, severity.short(bed, encounterOf(bed), nowMicros()));
    for (const ws of boards) ws.send(board);
    const own = record(110, severity.report(bed, encounterOf(bed), nowMicros()));
    for (const ws of bed.listeners) ws.send(own);
  }
}, 10_000);
const tellResults = (bed) => {
  const bytes = record(112, severity.results(bed, encounterOf(bed), nowMicros()));
  for (const ws of bed.listeners) ws.send(bytes);
};

const heartbeat = () =>
  record(100, {
    now: nowMicros(),
    unc: 3_000,
    journal: scenario === 'journal' ? 'away' : 'ok',
    store: scenario === 'behind' ? 'behind' : 'ok',
    behind: scenario === 'behind' ? 38_000 : 0,
    input: scenario === 'refused' ? 'refused' : 'accepting',
    ...(scenario === 'refused' ? { why: '保存領域の残りが 2% です' } : {}),
    cursor: { 0: offset },
  });
setInterval(() => {
  for (const ws of clients) ws.send(heartbeat());
}, 1000);

const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost');
  const json = (body, status = 200) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
  if (url.pathname === '/api/v1/me') {
    if (scenario === 'signed-out') return json({ title: 'no session' }, 401);
    return json({ subject: 'demo-intensivist', role: 'intensivist', facilities: hospitals });
  }
  if (url.pathname === '/api/v1/sources') {
    return json({
      sources: beds.map((bed) => ({ source: bed.source, protocol: 'device-stream', address: '127.0.0.1', driftPpm: 1.8 + bed.index })),
    });
  }
  if (url.pathname === '/api/v1/rooms') return json({ rooms: [room.listed()] });
  const match = /^\/api\/v1\/beds\/([^/]+)\/numerics$/.exec(url.pathname);
  if (match) return json(history(decodeURIComponent(match[1]), url.searchParams));
  if (url.pathname === '/api/v1/entry-items') return json({ items: ITEMS });
  const past = /^\/api\/v1\/beds\/([^/]+)\/severity$/.exec(url.pathname);
  if (past) {
    const bed = beds.find(({ id }) => id === decodeURIComponent(past[1]));
    const [from, to] = ['from', 'to'].map((name) => Date.parse(url.searchParams.get(name)));
    return json(severity.history(bed, encounterOf(bed), from, to));
  }
  const entry = /^\/api\/v1\/beds\/([^/]+)\/entries(?:\/([^/]+)\/withdrawal)?$/.exec(url.pathname);
  if (entry) {
    const bed = beds.find(({ id }) => id === decodeURIComponent(entry[1]));
    let text = '';
    request.on('data', (part) => (text += part));
    request.on('end', () => {
      if (entry[2] !== undefined) severity.withdraw(bed, decodeURIComponent(entry[2]));
      const [status, body] = entry[2] === undefined ? severity.enter(bed, encounterOf(bed), JSON.parse(text), nowMicros()) : [200, {}];
      json(body, status);
      tellResults(bed);
    });
    return;
  }
  const path = normalize(join(root, url.pathname));
  const file = path.startsWith(root) && existsSync(path) && statSync(path).isFile() ? path : join(root, 'index.html');
  response.writeHead(200, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': CSP,
  });
  createReadStream(file).pipe(response);
});

/** Minutes of one numeric with a hole and, for the first bed, a change of encounter. */
function history(id, query) {
  const bed = beds.find((candidate) => candidate.id === id);
  const code = Number(query.get('code'));
  const p = bed.patient;
  const level = { 147842: p.hr, 150456: p.spo2, 151562: p.rr, 150039: p.map() }[code] ?? 80;
  const spread = code === 150456 ? 1 : 4;
  const points = [];
  const from = Math.ceil(Date.parse(query.get('from')) / 60e3) * 60e3;
  const to = Date.parse(query.get('to'));
  for (let at = from; at < to; at += 60e3) {
    const ago = (to - at) / 60e3;
    if ((ago > 22 && ago < 31) || (ago > 200 && ago < 250)) continue;
    const mean = level + spread * (Math.sin(at / 700e3 + bed.index) + 0.6 * Math.sin(at / 131e3));
    const encounter = ago > 46 && bed.index === 0 ? 'V20001' : `V${20260 + bed.index}`;
    points.push({ at: new Date(at).toISOString().replace('Z', '000Z'), min: mean - spread, max: Math.min(mean + spread, code === 150456 ? 100 : 999), mean, count: 60, encounter });
  }
  return { bed: id, code, resolution: '1m', points, gaps: [] };
}

const room = new FakeRoom(beds[0], nowMicros);
server.on('upgrade', (request, socket) => {
  if (request.url.startsWith('/rooms/')) {
    const ws = accept(request, socket, 'tsunagu.room.v1');
    if (request.url === '/rooms/theatre-1/live') room.join(ws);
    else ws.close(4004);
    return;
  }
  const ws = accept(request, socket);
  clients.add(ws);
  ws.onClose = () => {
    clients.delete(ws);
    boards.delete(ws);
    for (const bed of beds) bed.listeners.delete(ws);
  };
  ws.onText = (text) => {
    const message = JSON.parse(text);
    if (message.type === 'hello') ws.send(heartbeat());
    if (message.type === 'board' && scenario !== 'loading') {
      ws.send(record(101, { beds: beds.map(summary) }));
      for (const bed of beds) ws.send(record(111, severity.short(bed, encounterOf(bed), nowMicros())));
      boards.add(ws);
    }
    if (message.type === 'bed') {
      const bed = beds.find((candidate) => candidate.id === message.bed);
      if (!bed) return ws.send(record(105, { what: 'bed', bed: message.bed, reason: 'この病床を見る権限がありません' }));
      ws.send(record(103, { bed: bed.id, ring: bed.ring.length, from: nowMicros() - 30e6 }));
      ws.send(Buffer.concat(bed.ring));
      bed.listeners.add(ws);
      ws.send(record(110, severity.report(bed, encounterOf(bed), nowMicros())));
      tellResults(bed);
    }
    if (message.type === 'leave') for (const bed of beds) if (bed.id === message.bed) bed.listeners.delete(ws);
  };
});
// What a test may ask: cut every connection, or stop answering for a while.
process.on('SIGUSR2', () => {
  for (const ws of clients) ws.close(1012);
});
server.listen(Number(options.port), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${options.port} ${scenario}, ${count} beds`);
});
