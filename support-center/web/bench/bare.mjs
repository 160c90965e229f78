// SPDX-License-Identifier: Apache-2.0
// A page with nothing but a player of the field (WHEP): what our own pages cost is the difference to it.
import { until } from '../e2e/stage.mjs';

export async function watchBare(stand, source = 'field') {
  const page = await stand.bare();
  const { token, whep } = await stand.token(source, 'view');
  await page.evaluate(play, [new URL(whep, stand.platform.http).href, token]);
  await until(page, 'a moving picture on the bare page', () => document.querySelector('video')?.videoWidth > 0);
  return page;
}

async function play([address, token]) {
  document.body.replaceChildren();
  const video = document.createElement('video');
  video.muted = true;
  video.autoplay = true;
  video.style.width = '100%';
  document.body.append(video);
  for (let attempt = 0; attempt < 60; attempt++) {
    const peer = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
    const { receiver } = peer.addTransceiver('video', { direction: 'recvonly' });
    receiver.jitterBufferTarget = 0;
    peer.ontrack = ({ track }) => (video.srcObject = new MediaStream([track]));
    await peer.setLocalDescription();
    const answer = await fetch(address, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/sdp' },
      body: peer.localDescription.sdp,
    });
    if (answer.ok) return peer.setRemoteDescription({ type: 'answer', sdp: await answer.text() });
    peer.close();
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('the door for players never opened');
}
