// SPDX-License-Identifier: Apache-2.0
import type { Words } from './ja';

/** From this uncertainty on, the time of a value is shown with its ±. */
export const WORTH_SHOWING_MICROS = 100_000;

/** A value with as many decimals as the device sent and a real minus sign. */
export function figure(value: number, decimals: number): string {
  return minus(value.toFixed(decimals));
}

/** A value whose decimals nobody told, in as many as its size is worth: `4.2`, `0.35`, `118`. */
export function shortFigure(value: number): string {
  const size = Math.abs(value);
  const decimals = size >= 100 ? 0 : size >= 1 ? 1 : 2;
  return minus(String(Number(value.toFixed(decimals))));
}

/** `±3 ms`, `±120 ms`, `±4 s`, `±2 min`: rounded up, because it must cover the error. */
export function plusMinus(micros: number): string {
  return `±${span(micros)}`;
}

/** A signed clock offset as people say it: `+24分11秒`, `−8.2 s`, `+3 ms`. */
export function signedOffset(micros: number, w: Words): string {
  const size = Math.abs(micros);
  const sign = micros < 0 ? '−' : '+';
  if (size < 1e6) return `${sign}${Math.round(size / 1e3)} ms`;
  if (size < 60e6) return `${sign}${(size / 1e6).toFixed(1)} s`;
  const seconds = Math.round(size / 1e6);
  if (seconds < 3_600) return `${sign}${w.minutesSeconds(Math.floor(seconds / 60), seconds % 60)}`;
  const minutes = Math.round(seconds / 60);
  return `${sign}${w.hoursMinutes(Math.floor(minutes / 60), minutes % 60)}`;
}

/** UCUM units as the ward writes them. */
export function wardUnit(ucum: string): string {
  return (
    {
      '/min': 'bpm',
      '{beats}/min': 'bpm',
      'mm[Hg]': 'mmHg',
      Cel: '℃',
      '1': '',
      '%': '%',
      'cm[H2O]': 'cmH₂O',
      Ohm: 'Ω',
      '10*3/uL': '×10³/µL',
      'ug/L': 'µg/L',
      'umol/L': 'µmol/L',
      'ug/kg/min': 'µg/kg/min',
      '{score}': '',
      a: '',
      '{bool}': '',
      '{acvpu}': '',
      '[pH]': '',
    }[ucum] ?? ucum
  );
}

function span(micros: number): string {
  if (micros < 1e6) return `${Math.ceil(micros / 1e3)} ms`;
  if (micros < 10e6) {
    const tenths = Math.ceil(micros / 1e5) / 10;
    return `${Number.isInteger(tenths) ? tenths : tenths.toFixed(1)} s`;
  }
  if (micros < 120e6) return `${Math.ceil(micros / 1e6)} s`;
  return `${Math.ceil(micros / 60e6)} min`;
}

function minus(text: string): string {
  return text.startsWith('-') ? `−${text.slice(1)}` : text;
}
