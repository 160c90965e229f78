// SPDX-License-Identifier: Apache-2.0
// An encoder as far as anybody can see: a page of its own that knows nothing of ours, paints the barcode
// from its description, and speaks WHIP (RFC 9725).

/** @returns the page that sends; `window.endWhip()` in it ends the session */
export async function publishByWhip(stage, browser, room, source) {
  const { token, whip } = await stage.post(`/rooms/${room}/tokens`, { source, direction: 'publish', minutes: 5 });
  const page = await stage.page('/favicon.ico', { browser, signedIn: false });
  await page.evaluate(sendByWhip, { token, url: new URL(new URL(whip).pathname, stage.http).href });
  return page;
}

/** Runs in the page. */
async function sendByWhip({ token, url }) {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [640, 360];
  const context = canvas.getContext('2d', { alpha: false });
  let counter = 0;
  const paint = () => {
    counter += 1;
    context.fillStyle = `hsl(${counter % 360} 40% 40%)`;
    context.fillRect(0, 0, 640, 360);
    const clock = Date.now() % 2 ** 24;
    const bytes = [clock, counter].flatMap((value) => [(value >> 16) & 255, (value >> 8) & 255, value & 255]);
    let crc = 0;
    for (const byte of bytes) {
      crc ^= byte;
      for (let i = 0; i < 8; i++) crc = crc & 128 ? ((crc << 1) ^ 7) & 255 : crc << 1;
    }
    const bits = [...bytes, crc].map((byte) => byte.toString(2).padStart(8, '0')).join('');
    [...`1010${bits}0101`].forEach((bit, cell) => {
      context.fillStyle = bit === '1' ? '#fff' : '#000';
      context.fillRect(cell * 10, 0, 10, 16);
    });
  };
  paint();
  setInterval(paint, 33);
  const stream = canvas.captureStream(30);
  const connection = new RTCPeerConnection();
  const transceiver = connection.addTransceiver(stream.getVideoTracks()[0], { direction: 'sendonly' });
  const extensions = transceiver.getHeaderExtensionsToNegotiate?.() ?? [];
  for (const one of extensions) if (/abs-capture-time/.test(one.uri)) one.direction = 'sendrecv';
  if (extensions.length > 0) transceiver.setHeaderExtensionsToNegotiate(extensions);
  await connection.setLocalDescription();
  const headers = { Authorization: `Bearer ${token}` };
  const answer = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/sdp' },
    body: connection.localDescription.sdp,
  });
  if (answer.status !== 201) throw new Error(`WHIP: ${answer.status} ${await answer.text()}`);
  const session = new URL(answer.headers.get('Location'), url);
  await connection.setRemoteDescription({ type: 'answer', sdp: await answer.text() });
  window.endWhip = async () => {
    connection.close();
    await fetch(session, { method: 'DELETE', headers });
  };
}
