// node:buffer.
import { inspect } from '../language/inspect.js';
import { bytesOf, encodingName, textOf } from './encodings.js';
import { badArgument, coded } from './invalid.js';

const unknown = (encoding) => coded(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${encoding}`);
const KINDS = 'of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object';

export class Buffer extends Uint8Array {
  static poolSize = 8192;

  static from(value, encodingOrOffset, length) {
    if (typeof value === 'string') {
      const bytes = bytesOf(value, encodingOrOffset);
      if (bytes === null) throw unknown(encodingOrOffset);
      return view(bytes);
    }
    if (value instanceof ArrayBuffer) return new Buffer(value, encodingOrOffset, length);
    if (value === null || typeof value !== 'object') throw badArgument('first argument', KINDS, value);
    if (value.type === 'Buffer' && Array.isArray(value.data)) return Buffer.from(value.data);
    const primitive = value.valueOf?.();
    if (primitive !== value && primitive !== undefined && primitive !== null) return Buffer.from(primitive, encodingOrOffset, length);
    const made = Buffer.alloc(value.length ?? 0);
    for (let at = 0; at < made.length; at++) made[at] = value[at];
    return made;
  }

  static alloc(size, fill, encoding) {
    if (typeof size !== 'number') throw badArgument('size', 'of type number', size);
    if (!(size >= 0 && size <= 2 ** 32)) throw coded(RangeError, 'ERR_OUT_OF_RANGE', `The value of "size" is out of range. It must be >= 0 && <= 9007199254740991. Received ${size}`);
    const made = new Buffer(size);
    return fill === undefined ? made : made.fill(fill, encoding);
  }

  static allocUnsafe(size) { return Buffer.alloc(size); }
  static allocUnsafeSlow(size) { return Buffer.alloc(size); }
  static of(...items) { return Buffer.from(items); }
  static isBuffer(value) { return value instanceof Buffer; }
  static isEncoding(encoding) { return encodingName(encoding) !== undefined; }

  static byteLength(value, encoding) {
    return typeof value === 'string' ? (bytesOf(value, encoding) ?? bytesOf(value)).length : value.byteLength;
  }

  static concat(list, length = list.reduce((sum, one) => sum + one.length, 0)) {
    const whole = Buffer.alloc(length);
    let at = 0;
    for (const one of list) {
      const piece = one.subarray(0, Math.max(0, length - at));
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  }

  static compare(a, b) {
    const length = Math.min(a.length, b.length);
    for (let at = 0; at < length; at++) if (a[at] !== b[at]) return a[at] < b[at] ? -1 : 1;
    return Math.sign(a.length - b.length);
  }

  toString(encoding, start = 0, end = this.length) {
    const text = textOf(Uint8Array.prototype.subarray.call(this, Math.max(0, start), end), encoding);
    if (text === null) throw unknown(encoding);
    return text;
  }

  toLocaleString(encoding, start, end) { return this.toString(encoding, start, end); }
  toJSON() { return { type: 'Buffer', data: Array.from(this) }; }
  equals(other) { return Buffer.compare(this, other) === 0; }

  compare(other, start = 0, end = other.length, from = 0, to = this.length) {
    return Buffer.compare(this.subarray(from, to), other.subarray(start, end));
  }

  slice(start, end) { return this.subarray(start, end); }

  write(text, offset = 0, length = this.length - offset, encoding = 'utf8') {
    if (typeof offset === 'string') return this.write(text, 0, this.length, offset);
    if (typeof length === 'string') return this.write(text, offset, this.length - offset, length);
    const bytes = bytesOf(text, encoding).subarray(0, Math.min(length, this.length - offset));
    this.set(bytes, offset);
    return bytes.length;
  }

  fill(value, start, end, encoding) {
    if (typeof start === 'string') return this.fill(value, 0, this.length, start);
    if (typeof value === 'number' || typeof value === 'boolean') return super.fill(Number(value) & 255, start, end);
    const bytes = typeof value === 'string' ? bytesOf(value, encoding) : value;
    const [from, to] = [start ?? 0, end ?? this.length];
    for (let at = from; at < to; at++) this[at] = bytes.length === 0 ? 0 : bytes[(at - from) % bytes.length];
    return this;
  }

  copy(target, targetStart = 0, start = 0, end = this.length) {
    const piece = this.subarray(start, Math.min(end, start + Math.max(0, target.length - targetStart)));
    target.set(piece, targetStart);
    return piece.length;
  }

  indexOf(value, from = 0, encoding = 'utf8') {
    if (typeof value === 'number') return super.indexOf(value & 255, from);
    const wanted = typeof value === 'string' ? bytesOf(value, encoding) : value;
    for (let at = from < 0 ? Math.max(0, this.length + from) : from; at + wanted.length <= this.length; at++) {
      if (wanted.every((byte, index) => this[at + index] === byte)) return at;
    }
    return -1;
  }

  lastIndexOf(value, from = this.length, encoding = 'utf8') {
    if (typeof value === 'number') return super.lastIndexOf(value & 255);
    const wanted = typeof value === 'string' ? bytesOf(value, encoding) : value;
    for (let at = Math.min(from, this.length - wanted.length); at >= 0; at--) {
      if (wanted.every((byte, index) => this[at + index] === byte)) return at;
    }
    return -1;
  }

  includes(value, from, encoding) { return this.indexOf(value, from, encoding) !== -1; }
  swap16() { return swapped(this, 2); }
  swap32() { return swapped(this, 4); }
  swap64() { return swapped(this, 8); }

  [inspect.custom](depth, options) {
    const most = 50;
    const shown = Array.from(this.subarray(0, most), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const rest = this.length - most;
    return `<Buffer${shown === '' ? '' : ` ${shown}`}${rest > 0 ? ` ... ${rest} more byte${rest > 1 ? 's' : ''}` : ''}>`;
  }
}

const view = (bytes) => new Buffer(bytes.buffer, bytes.byteOffset, bytes.byteLength);
export const asBuffer = view;

function swapped(buffer, size) {
  if (buffer.length % size !== 0) throw coded(RangeError, 'ERR_INVALID_BUFFER_SIZE', `Buffer size must be a multiple of ${size * 8}-bits`);
  for (let at = 0; at < buffer.length; at += size) buffer.subarray(at, at + size).reverse();
  return buffer;
}

// readUInt16LE and its kin, by DataView's names.
const NUMBERS = { UInt8: ['Uint8', 1], Int8: ['Int8', 1], UInt16: ['Uint16', 2], Int16: ['Int16', 2], UInt32: ['Uint32', 4],
  Int32: ['Int32', 4], Float: ['Float32', 4], Double: ['Float64', 8], BigInt64: ['BigInt64', 8], BigUInt64: ['BigUint64', 8] };
const LOWEST = { UInt8: 0, UInt16: 0, UInt32: 0, Int8: -128, Int16: -32768, Int32: -(2 ** 31) };
const HIGHEST = { UInt8: 255, UInt16: 65535, UInt32: 2 ** 32 - 1, Int8: 127, Int16: 32767, Int32: 2 ** 31 - 1 };

function checkOffset(buffer, offset, size) {
  if (offset < 0 || offset + size > buffer.length) {
    if (buffer.length < size) throw coded(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', 'Attempt to access memory outside buffer bounds');
    throw coded(RangeError, 'ERR_OUT_OF_RANGE', `The value of "offset" is out of range. It must be >= 0 and <= ${buffer.length - size}. Received ${offset}`);
  }
}

function checkValue(name, value) {
  if (name in LOWEST && (value < LOWEST[name] || value > HIGHEST[name])) {
    throw coded(RangeError, 'ERR_OUT_OF_RANGE', `The value of "value" is out of range. It must be >= ${LOWEST[name]} and <= ${HIGHEST[name]}. Received ${value}`);
  }
}

function define(name, value) {
  Object.defineProperty(Buffer.prototype, name, { value, writable: true, configurable: true });
}

for (const [name, [type, size]] of Object.entries(NUMBERS)) {
  for (const order of size === 1 ? [''] : ['LE', 'BE']) {
    const little = order !== 'BE';
    const read = function (offset = 0) {
      checkOffset(this, offset, size);
      return new DataView(this.buffer, this.byteOffset, this.byteLength)[`get${type}`](offset, little);
    };
    const write = function (value, offset = 0) {
      checkValue(name, value);
      checkOffset(this, offset, size);
      new DataView(this.buffer, this.byteOffset, this.byteLength)[`set${type}`](offset, value, little);
      return offset + size;
    };
    for (const alias of [name, name.replace('UInt', 'Uint')]) {
      define(`read${alias}${order}`, read);
      define(`write${alias}${order}`, write);
    }
  }
}

for (const order of ['LE', 'BE']) {
  const bytes = (buffer, offset, length) => {
    checkOffset(buffer, offset, length);
    const piece = Array.from(buffer.subarray(offset, offset + length));
    return order === 'LE' ? piece.reverse() : piece;
  };
  const unsigned = function (offset, length) { return bytes(this, offset, length).reduce((sum, byte) => sum * 256 + byte, 0); };
  define(`readUInt${order}`, unsigned);
  define(`readUint${order}`, unsigned);
  define(`readInt${order}`, function (offset, length) {
    const value = unsigned.call(this, offset, length);
    return value >= 2 ** (8 * length - 1) ? value - 2 ** (8 * length) : value;
  });
  const write = function (value, offset, length) {
    let rest = value;
    for (let at = 0; at < length; at++) {
      this[order === 'LE' ? offset + at : offset + length - 1 - at] = rest & 255;
      rest = Math.floor(rest / 256);
    }
    return offset + length;
  };
  for (const name of ['UInt', 'Uint', 'Int']) define(`write${name}${order}`, write);
}

export const constants = { MAX_LENGTH: 2 ** 32, MAX_STRING_LENGTH: 2 ** 30 - 2 };
export const kMaxLength = constants.MAX_LENGTH;
export const SlowBuffer = Buffer;
