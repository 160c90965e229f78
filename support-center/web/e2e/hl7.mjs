// SPDX-License-Identifier: Apache-2.0
// A stranger's monitor: HL7 typed by hand into a socket, as netcat would send it.
import { connect } from 'node:net';

const stamp = () => new Date().toISOString().replaceAll(/[-:T]|\..*/g, '').concat('+0000');

/** A PCD-01 message with one heart rate and one saturation at bed STRANGER-1. */
export function observation(controlId, heartRate) {
  const now = stamp();
  return [
    `MSH|^~\\&|STRANGER|WARD|||${now}||ORU^R01^ORU_R01|${controlId}|P|2.6|||NE|AL`,
    'PID|||4711^^^^PI',
    'PV1||I|ICU^^STRANGER-1',
    `OBR|1||${controlId}|182777000^monitoring of patient^SCT|||${now}|${now}`,
    'OBX|1||69965^MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS^MDC|1.0.0.0|||||||X',
    `OBX|2|NM|147842^MDC_ECG_HEART_RATE^MDC|1.7.4.147842|${heartRate}|264864^MDC_DIM_BEAT_PER_MIN^MDC|||||R`,
    'OBX|3|NM|150456^MDC_PULS_OXIM_SAT_O2^MDC|1.3.1.150456|96|262688^MDC_DIM_PERCENT^MDC|||||R',
    '',
  ].join('\r');
}

/** Sends one message over MLLP and returns the answer. */
export function mllp(port, text) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`\x0b${text}\x1c\r`));
    let answer = '';
    socket.setTimeout(20_000, () => socket.destroy(new Error('no answer within 20 s')));
    socket.on('data', (bytes) => {
      answer += bytes.toString('utf8');
      if (answer.includes('\x1c')) {
        socket.end();
        resolve(answer.slice(1, answer.indexOf('\x1c')));
      }
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error(`closed without an answer: ${answer}`)));
  });
}
