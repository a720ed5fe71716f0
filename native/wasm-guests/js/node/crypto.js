// node:crypto: digests, HMAC, key derivation and random bytes. No ciphers and keys.
import { unsupported } from '../host/reports.js';
import { Buffer } from './buffer.js';
import { DIGESTS } from './digests.js';
import { badArgument, coded } from './invalid.js';
import { Transform } from './stream.js';

const asBytes = (data, encoding) => (typeof data === 'string' ? Buffer.from(data, encoding) : Buffer.from(data.buffer ?? data, data.byteOffset, data.byteLength));

function algorithm(name) {
  const found = DIGESTS[String(name).toLowerCase().replace('-', '')];
  if (found === undefined) throw new Error('Digest method not supported');
  return found;
}

class Hash {
  constructor(name) {
    this.digestOf = algorithm(name)[0];
    this.pieces = [];
    this.done = false;
  }

  update(data, encoding) {
    if (this.done) throw coded(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
    if (typeof data !== 'string' && !ArrayBuffer.isView(data)) throw badArgument('data', 'of type string or an instance of Buffer, TypedArray, or DataView', data);
    this.pieces.push(Buffer.from(asBytes(data, encoding)));
    return this;
  }

  digest(encoding) {
    if (this.done) throw coded(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
    this.done = true;
    const bytes = this.sum ?? this.final();
    return encoding && encoding !== 'buffer' ? bytes.toString(encoding) : bytes;
  }

  final() { return Buffer.from(this.digestOf(Buffer.concat(this.pieces))); }
  copy() { const other = Object.create(Object.getPrototypeOf(this)); return Object.assign(other, this, { pieces: [...this.pieces] }); }
}

class Hmac extends Hash {
  constructor(name, key) {
    super(name);
    const [digest, block] = algorithm(name);
    const bytes = asBytes(key);
    const whole = Buffer.alloc(block);
    whole.set(bytes.length > block ? digest(bytes) : bytes);
    this.inner = whole.map((byte) => byte ^ 0x36);
    this.outer = whole.map((byte) => byte ^ 0x5c);
  }

  final() {
    const inner = this.digestOf(Buffer.concat([this.inner, ...this.pieces]));
    return Buffer.from(this.digestOf(Buffer.concat([this.outer, inner])));
  }
}

// What programs get is a stream too, as node's: what is written is hashed, and its end gives the digest. Those that
// are made by the thousand are none.
class HashStream extends Transform {
  constructor(hash) {
    super();
    this.hash = hash;
  }

  update(data, encoding) {
    this.hash.update(data, encoding);
    return this;
  }

  digest(encoding) { return this.hash.digest(encoding); }
  copy() { return new HashStream(this.hash.copy()); }

  _transform(chunk, encoding, done) {
    this.hash.update(chunk, encoding);
    done();
  }

  // The digest can still be asked for afterwards.
  _flush(done) {
    this.hash.sum = this.hash.final();
    done(null, this.hash.sum);
  }
}

function pbkdf2Sync(password, salt, iterations, length, name) {
  const blocks = [];
  for (let index = 1; blocks.length * algorithm(name)[0](new Uint8Array()).length < length; index++) {
    const number = Buffer.alloc(4);
    number.writeUInt32BE(index);
    let last = new Hmac(name, password).update(Buffer.concat([asBytes(salt), number])).digest();
    const sum = Buffer.from(last);
    for (let round = 1; round < iterations; round++) {
      last = new Hmac(name, password).update(last).digest();
      for (let at = 0; at < sum.length; at++) sum[at] ^= last[at];
    }
    blocks.push(sum);
  }
  return Buffer.concat(blocks).subarray(0, length);
}

function fillRandom(bytes) {
  // The engine gives at most 64 KiB at once.
  for (let at = 0; at < bytes.length; at += 65536) crypto.getRandomValues(bytes.subarray(at, at + 65536));
  return bytes;
}

function randomBytes(size, callback) {
  const bytes = fillRandom(Buffer.alloc(size));
  if (callback === undefined) return bytes;
  return void process.nextTick(callback, null, bytes);
}

function randomInt(low, high, callback) {
  if (high === undefined || typeof high === 'function') return randomInt(0, low, high);
  const range = high - low;
  // Numbers of the last, incomplete round would come up too often.
  const limit = Math.floor(2 ** 48 / range) * range;
  let value;
  do value = randomBytes(6).readUIntBE(0, 6); while (value >= limit);
  return callback === undefined ? low + (value % range) : void process.nextTick(callback, null, low + (value % range));
}

function timingSafeEqual(a, b) {
  if (a.byteLength !== b.byteLength) throw coded(RangeError, 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH', 'Input buffers must have the same byte length');
  return asBytes(a).reduce((sum, byte, at) => sum | (byte ^ asBytes(b)[at]), 0) === 0;
}

const refused = {};
for (const name of ['createCipheriv', 'createDecipheriv', 'createSign', 'createVerify', 'generateKeyPairSync', 'generateKeyPair',
  'createPublicKey', 'createPrivateKey', 'createDiffieHellman', 'createECDH', 'scryptSync', 'scrypt', 'sign', 'verify']) {
  refused[name] = () => {
    unsupported('crypto', `crypto.${name}`);
    throw coded(Error, 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM', `crypto.${name} is not available here`);
  };
}

export default {
  ...refused, Hash, Hmac, pbkdf2Sync, randomBytes, randomInt, timingSafeEqual,
  createHash: (name) => new HashStream(new Hash(name)),
  createHmac: (name, key) => new HashStream(new Hmac(name, key)),
  hash: (name, data, encoding = 'hex') => new Hash(name).update(data).digest(encoding),
  pbkdf2: (password, salt, iterations, length, name, callback) =>
    process.nextTick(callback, null, pbkdf2Sync(password, salt, iterations, length, name)),
  getHashes: () => Object.keys(DIGESTS),
  randomFillSync: (bytes) => fillRandom(bytes),
  randomUUID: () => crypto.randomUUID(),
  getRandomValues: (bytes) => crypto.getRandomValues(bytes),
  webcrypto: crypto,
  subtle: crypto.subtle,
};
