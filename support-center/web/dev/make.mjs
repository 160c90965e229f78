// SPDX-License-Identifier: Apache-2.0
// What Maven calls: `make.mjs build` and `make.mjs test`. Each step is skipped when nothing it depends
// on has changed since it last succeeded; what it depends on is hashed, times are not trusted.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const target = join(web, '../target');
const built = join(target, 'classes/web/index.html');
const LOCK_WAIT_MILLIS = 300_000;

const SHARED = ['package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts', 'src'];
const INPUTS = {
  install: ['package.json', 'package-lock.json', '.npmrc'],
  build: [...SHARED, 'index.html', 'public'],
  test: [
    ...SHARED,
    'test',
    'bench',
    '../../telemetry-ingest/telemetry-model/src/main/resources/org/tsunagu/telemetry/nomenclature/terms.tsv',
    '../../severity-model/src/main/resources/org/tsunagu/severity/code/codes.tsv',
    '../../severity-model/src/main/java/org/tsunagu/severity/stay/Variable.java',
    '../../severity-model/src/main/java/org/tsunagu/severity/feature',
    '../../severity-model/src/main/java/org/tsunagu/severity/published',
  ],
};

function hash(paths) {
  const digest = createHash('sha256').update(process.version);
  const visit = (path) => {
    const full = join(web, path);
    if (!existsSync(full)) return;
    if (statSync(full).isDirectory()) {
      for (const name of readdirSync(full).sort()) visit(join(path, name));
    } else {
      digest.update(path).update('\0').update(readFileSync(full)).update('\0');
    }
  };
  paths.forEach(visit);
  return digest.digest('hex');
}

function npm(...args) {
  const { status } = spawnSync('npm', args, { cwd: web, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/** Runs a step unless its stamp says that it succeeded on the same inputs. */
function step(stamp, inputs, stillThere, run) {
  const now = hash(inputs);
  if (stillThere && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  run();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
}

/** Two builds of one tree must not write into each other. */
function lock() {
  const path = join(target, 'web.lock');
  mkdirSync(target, { recursive: true });
  const deadline = performance.now() + LOCK_WAIT_MILLIS;
  for (;;) {
    try {
      mkdirSync(path);
      writeFileSync(join(path, 'pid'), String(process.pid));
      process.on('exit', () => rmSync(path, { recursive: true, force: true }));
      for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));
      return;
    } catch (held) {
      if (held.code !== 'EEXIST') throw held;
      if (abandoned(path)) rmSync(path, { recursive: true, force: true });
      else if (performance.now() > deadline) throw new Error(`another build holds ${path}`);
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
    }
  }
}

function abandoned(path) {
  try {
    process.kill(Number(readFileSync(join(path, 'pid'), 'utf8')), 0);
    return false;
  } catch (gone) {
    // No such process; a lock without its file yet is just being made.
    return gone.code === 'ESRCH';
  }
}

lock();
const modules = join(web, 'node_modules');
step(join(modules, '.tsunagu-stamp'), INPUTS.install, existsSync(modules), () =>
  npm('ci', '--prefer-offline', '--no-audit', '--no-fund'),
);
const goal = process.argv[2];
if (goal === 'build') {
  step(join(target, 'web-build.stamp'), INPUTS.build, existsSync(built), () => npm('run', 'build'));
} else if (goal === 'test') {
  step(join(target, 'web-test.stamp'), INPUTS.test, true, () => {
    npm('run', 'check');
    npm('test');
  });
} else {
  console.error('make.mjs build|test');
  process.exit(2);
}
