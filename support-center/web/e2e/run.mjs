// SPDX-License-Identifier: Apache-2.0
// Looks at a running platform with a real browser: `node e2e/run.mjs ward|bedside|severity|room|codecs`. Addresses come
// in the environment (see stage.mjs); exit code 1 when anything a clinician must see was not there.
import { Stage } from './stage.mjs';
import { accessible } from './accessible.mjs';
import { bedPage } from './bedPage.mjs';
import { devices } from './devices.mjs';
import { door } from './door.mjs';
import { frameNames, otherCodecs } from './frameNames.mjs';
import { freshness } from './freshness.mjs';
import { room } from './room.mjs';
import { roomFaults } from './roomFaults.mjs';
import { severity } from './severity.mjs';
import { ward } from './ward.mjs';

const PARTS = {
  bedside: [devices],
  codecs: [otherCodecs],
  room: [room, frameNames, roomFaults],
  severity: [severity],
  ward: [door, ward, bedPage, accessible, freshness],
};

const sections = PARTS[process.argv[2]];
if (sections === undefined) {
  console.error('run.mjs ward|bedside|severity|room|codecs');
  process.exit(2);
}
const only = process.argv[3];
const stage = await Stage.open();
try {
  for (const section of sections) await section(stage, stage.checks(only));
} finally {
  await stage.close();
}
console.log(stage.summary());
process.exit(stage.failed() ? 1 : 0);
