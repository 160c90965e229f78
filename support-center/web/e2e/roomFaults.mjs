// SPDX-License-Identifier: Apache-2.0
// Bad days of an operation: what breaks is said on both screens, what does not break goes on, and
// a connection that comes back finds the drawing where it was.
import { must, until } from './stage.mjs';
import { bothLive, draw, fieldOnBoth, inTheatre, SENDS } from './theatre.mjs';

export async function roomFaults(stage, check) {
  await inTheatre(stage, async ({ theatre, mentor }) => {
    await silent(check, theatre, mentor, stage);
    await cut(check, theatre, mentor, stage);
  });
}

async function silent(check, theatre, mentor, stage) {
  await check('a publisher that falls silent is told so, the mentor sees a grey still, and voice and vitals go on', async (open) => {
    const or = open(await theatre(`${SENDS}&mic=on`, { before: keepConnections }));
    const far = open(await mentor());
    await bothLive(or, far);
    await until(far, 'the operating room speaking', () => document.querySelector('.people .speaking') !== null);
    await or.evaluate(() => window.sendPictures(false));
    await until(far, 'that the picture is lost', () => document.querySelector('.lost-notice') !== null);
    await until(or, 'that nothing of it arrives', () => document.querySelector('[data-not-arriving="field"]') !== null);
    await stage.picture(or, 'operating room silent');
    await until(far, 'the operating room speaking still', () => document.querySelector('.people .speaking') !== null);
    const numbers = await far.evaluate(() => document.querySelectorAll('.vital:not(.old)').length);
    must(numbers >= 5, `${numbers} vital numbers are fresh`);
    await or.evaluate(() => window.sendPictures(true));
    await bothLive(or, far);
    await until(or, 'that it arrives again', () => document.querySelector('[data-not-arriving]') === null);
    must((await far.evaluate(() => document.querySelector('.lost-notice'))) === null, 'the notice stays');
  });
}

async function cut(check, theatre, mentor, stage) {
  await check('connections that are cut come back, and the drawing on the frozen picture is where it was on both pages', async (open) => {
    const or = open(await theatre(SENDS, { before: keepConnections }));
    const far = open(await mentor({ before: keepConnections }));
    await bothLive(or, far);
    await far.keyboard.press(' ');
    await until(far, 'the frozen frame at the mentor’s', () => document.querySelector('.picture.frozen canvas.still'));
    await until(or, 'the frozen frame in the operating room', () => document.querySelector('.or-frozen canvas.still'));
    await draw(far, [0.3, 0.6], [0.6, 0.4], '.picture.frozen');
    await until(far, 'the stroke shown and kept', () => {
      const one = document.querySelector('[data-stroke]')?.dataset;
      return one?.state === 'shown' && one.kept === 'kept';
    });
    for (const page of [far, or]) {
      const before = await page.evaluate(() => document.querySelector('canvas.still').width);
      await page.evaluate(() => window.cutRoom());
      await until(page, 'that the connection is gone', () => window.roomsCut() === 1);
      await until(page, 'the room again', () => window.roomsOpened() === 2 && document.querySelector('[data-room-banner]') === null);
      must((await page.evaluate(() => document.querySelector('canvas.still')?.width)) === before, 'the frozen picture is gone');
    }
    await fieldOnBoth(or, far);
    await stage.picture(far, 'mentor after the cut');
    for (const [page, glass] of [[far, '.picture.frozen canvas.ink'], [or, '.or-frozen canvas.ink']]) {
      await until(page, 'the ink at start, middle and end', inkOn, glass);
    }
    await far.keyboard.press(' ');
    await until(or, 'the freeze ended', () => document.querySelector('.or-frozen') === null);
  });
}

/** Runs in the page: whether ink stands near start, middle and end of the line that was drawn. */
function inkOn(glass) {
  const canvas = document.querySelector(glass);
  if (canvas === null) return false;
  const context = canvas.getContext('2d');
  return [[0.3, 0.6], [0.45, 0.5], [0.6, 0.4]].every(([x, y]) => {
    const { data } = context.getImageData(x * canvas.width - 4, y * canvas.height - 4, 8, 8);
    return data.some((value) => value > 0);
  });
}

/** Runs in the page before its own scripts: lets a check cut what the page has open. */
function keepConnections() {
  const peers = [];
  const sockets = [];
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(...given) {
      super(...given);
      peers.push(this);
    }
  };
  window.WebSocket = class extends WebSocket {
    constructor(url, ...rest) {
      super(url, ...rest);
      if (String(url).includes('/rooms/')) {
        this.addEventListener('open', () => (opened += 1));
        sockets.push(this);
      }
    }
  };
  let opened = 0;
  let cut = 0;
  const taken = new Map();
  window.sendPictures = (on) => {
    for (const sender of peers.flatMap((peer) => peer.getSenders())) {
      if (!on && sender.track?.kind === 'video') {
        taken.set(sender, sender.track);
        void sender.replaceTrack(null);
      } else if (on && taken.has(sender)) {
        void sender.replaceTrack(taken.get(sender));
        taken.delete(sender);
      }
    }
  };
  window.cutRoom = () => {
    for (const socket of sockets) {
      if (socket.readyState !== WebSocket.OPEN) continue;
      cut += 1;
      socket.close();
    }
  };
  window.roomsOpened = () => opened;
  window.roomsCut = () => cut;
}
