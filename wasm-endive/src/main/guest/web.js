// What programs for node expect of the web's globals and QuickJS has not. Loaded before all else.
import { wakeAfter } from './host/turns.js';
import { ask } from './host/door.js';
import { unsupported } from './host/reports.js';
import { URL, URLSearchParams } from './url.js';

const WEB = 'web interfaces';
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function btoa(text) {
  let result = '';
  for (let at = 0; at < text.length; at += 3) {
    const codes = [0, 1, 2].map((next) => (at + next < text.length ? text.charCodeAt(at + next) : 0));
    if (codes.some((code) => code > 255)) throw new Error('Invalid character');
    const bits = (codes[0] << 16) | (codes[1] << 8) | codes[2];
    for (let digit = 0; digit < 4; digit++) {
      result += at + digit > text.length ? '=' : BASE64[(bits >> (18 - 6 * digit)) & 63];
    }
  }
  return result;
}

function atob(text) {
  const digits = String(text).replace(/[\t\n\f\r ]/g, '').replace(/={1,2}$/, '');
  let result = '';
  let bits = 0;
  let have = 0;
  for (const digit of digits) {
    const value = BASE64.indexOf(digit);
    if (value < 0) throw new Error('The string to be decoded is not correctly encoded.');
    bits = ((bits << 6) | value) & 0xffffff;
    have += 6;
    if (have >= 8) {
      have -= 8;
      result += String.fromCharCode((bits >> have) & 255);
    }
  }
  return result;
}

function getRandomValues(array) {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  const hex = ask('random', String(bytes.length));
  for (let at = 0; at < bytes.length; at++) bytes[at] = parseInt(hex.slice(2 * at, 2 * at + 2), 16);
  return array;
}

function randomUUID() {
  const bytes = getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function structuredClone(value, seen = new Map()) {
  if (typeof value === 'function' || typeof value === 'symbol') throw new Error(`${String(value)} could not be cloned.`);
  if (typeof value !== 'object' || value === null) return value;
  if (seen.has(value)) return seen.get(value);
  const keep = (copy) => { seen.set(value, copy); return copy; };
  if (value instanceof Date) return keep(new Date(value.getTime()));
  if (value instanceof RegExp) return keep(new RegExp(value.source, value.flags));
  if (value instanceof ArrayBuffer) return keep(value.slice(0));
  if (ArrayBuffer.isView(value)) return keep(new value.constructor(value));
  if (value instanceof Error) return keep(Object.assign(new value.constructor(value.message), { stack: value.stack }));
  if (value instanceof Map) {
    const copy = keep(new Map());
    for (const [key, one] of value) copy.set(structuredClone(key, seen), structuredClone(one, seen));
    return copy;
  }
  if (value instanceof Set) {
    const copy = keep(new Set());
    for (const one of value) copy.add(structuredClone(one, seen));
    return copy;
  }
  const copy = keep(Array.isArray(value) ? [] : {});
  for (const key of Object.keys(value)) copy[key] = structuredClone(value[key], seen);
  return copy;
}

// Never cleared, which a WeakRef may be and need not.
class WeakRef {
  #target;

  constructor(target) { this.#target = target; }
  deref() { return this.#target; }
}

class FinalizationRegistry {
  register() {}
  unregister() { return false; }
}

// Names that are there so that a program is told whose want it is.
const lacking = (name) => ({
  [name]: class {
    constructor() {
      unsupported(WEB, `new ${name}`);
      const error = new Error(`${name} is not available here: the small engine has none`);
      Object.defineProperty(error, 'unsupported', { value: WEB, enumerable: false });
      throw error;
    }
  },
})[name];

const globals = {
  WeakRef, FinalizationRegistry, URL, URLSearchParams,
  setTimeout: wakeAfter, structuredClone, atob: { atob }.atob, btoa: { btoa }.btoa,
  crypto: { getRandomValues, randomUUID, subtle: undefined },
  performance: { now: () => Number(ask('clock', '')) / 1e6, timeOrigin: Date.now(), mark() {}, measure() {} },
};
for (const name of ['EventTarget', 'Event', 'AbortController', 'Blob', 'File', 'Response', 'Request', 'Headers']) {
  globals[name] = lacking(name);
}
for (const [name, value] of Object.entries(globals)) {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
}
