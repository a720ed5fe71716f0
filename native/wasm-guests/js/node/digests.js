// MD5, SHA-1 and the SHA-2 family, as the standards describe them.

const primes = (count) => {
  const found = [];
  for (let at = 2; found.length < count; at++) if (found.every((prime) => at % prime !== 0)) found.push(at);
  return found;
};

// The first bits after the point of a root, exactly: roots of integers by bisection.
function fraction(prime, root, bits) {
  const scaled = BigInt(prime) << BigInt(root * bits);
  let low = 0n;
  let high = 1n << BigInt(bits + 12);
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** BigInt(root) <= scaled) low = middle;
    else high = middle;
  }
  return low & ((1n << BigInt(bits)) - 1n);
}

const K64 = primes(80).map((prime) => fraction(prime, 3, 64));
const K32 = primes(64).map((prime) => Number(fraction(prime, 3, 32)));
const H256 = primes(8).map((prime) => Number(fraction(prime, 2, 32)));
const H512 = primes(8).map((prime) => fraction(prime, 2, 64));
const H384 = primes(16).slice(8).map((prime) => fraction(prime, 2, 64));
const H224 = H384.map((word) => Number(word & 0xffffffffn));
const MD5_K = Array.from({ length: 64 }, (_, at) => Math.floor(Math.abs(Math.sin(at + 1)) * 2 ** 32) >>> 0);
const MD5_SHIFTS = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];
const left = (word, bits) => (word << bits) | (word >>> (32 - bits));
const right = (word, bits) => (word >>> bits) | (word << (32 - bits));

// The message with its end mark and its length in bits.
function padded(bytes, block, little) {
  const lengthBytes = block / 8;
  const total = Math.ceil((bytes.length + 1 + lengthBytes) / block) * block;
  const whole = new Uint8Array(total);
  whole.set(bytes);
  whole[bytes.length] = 0x80;
  new DataView(whole.buffer).setBigUint64(little ? total - 8 : total - 8, BigInt(bytes.length) * 8n, little);
  return new DataView(whole.buffer);
}

function output(words, little, size) {
  const view = new DataView(new ArrayBuffer(words.length * size));
  words.forEach((word, at) => {
    if (size === 8) view.setBigUint64(at * 8, word);
    else view.setUint32(at * 4, word >>> 0, little);
  });
  return new Uint8Array(view.buffer);
}

export function md5(bytes) {
  const data = padded(bytes, 64, true);
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let block = 0; block < data.byteLength; block += 64) {
    let [a, b, c, d] = state;
    for (let step = 0; step < 64; step++) {
      const round = step >> 4;
      const mixed = [(b & c) | (~b & d), (d & b) | (~d & c), b ^ c ^ d, c ^ (b | ~d)][round];
      const word = [step, (5 * step + 1) % 16, (3 * step + 5) % 16, (7 * step) % 16][round];
      const sum = (a + mixed + MD5_K[step] + data.getUint32(block + word * 4, true)) | 0;
      [a, d, c, b] = [d, c, b, (b + left(sum, MD5_SHIFTS[round][step % 4])) | 0];
    }
    [a, b, c, d].forEach((word, at) => { state[at] = (state[at] + word) | 0; });
  }
  return output(state, true, 4);
}

export function sha1(bytes) {
  const data = padded(bytes, 64, false);
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  const words = new Int32Array(80);
  for (let block = 0; block < data.byteLength; block += 64) {
    for (let at = 0; at < 16; at++) words[at] = data.getInt32(block + at * 4);
    for (let at = 16; at < 80; at++) words[at] = left(words[at - 3] ^ words[at - 8] ^ words[at - 14] ^ words[at - 16], 1);
    let [a, b, c, d, e] = state;
    for (let step = 0; step < 80; step++) {
      const round = Math.floor(step / 20);
      const mixed = [(b & c) | (~b & d), b ^ c ^ d, (b & c) | (b & d) | (c & d), b ^ c ^ d][round];
      const constant = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6][round];
      [e, d, c, b, a] = [d, c, left(b, 30), a, (left(a, 5) + mixed + e + constant + words[step]) | 0];
    }
    [a, b, c, d, e].forEach((word, at) => { state[at] = (state[at] + word) | 0; });
  }
  return output(state, false, 4);
}

function sha2Small(bytes, start) {
  const data = padded(bytes, 64, false);
  const state = [...start];
  const words = new Int32Array(64);
  for (let block = 0; block < data.byteLength; block += 64) {
    for (let at = 0; at < 16; at++) words[at] = data.getInt32(block + at * 4);
    for (let at = 16; at < 64; at++) {
      const [x, y] = [words[at - 15], words[at - 2]];
      words[at] = words[at - 16] + words[at - 7] + (right(x, 7) ^ right(x, 18) ^ (x >>> 3)) + (right(y, 17) ^ right(y, 19) ^ (y >>> 10));
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let step = 0; step < 64; step++) {
      const one = (h + (right(e, 6) ^ right(e, 11) ^ right(e, 25)) + ((e & f) ^ (~e & g)) + K32[step] + words[step]) | 0;
      const two = ((right(a, 2) ^ right(a, 13) ^ right(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((word, at) => { state[at] = (state[at] + word) | 0; });
  }
  return output(state, false, 4);
}

const cut = (word) => BigInt.asUintN(64, word);
const right64 = (word, bits) => (word >> bits) | cut(word << (64n - bits));

function sha2Big(bytes, start) {
  const data = padded(bytes, 128, false);
  const state = [...start];
  const words = new Array(80);
  for (let block = 0; block < data.byteLength; block += 128) {
    for (let at = 0; at < 16; at++) words[at] = data.getBigUint64(block + at * 8);
    for (let at = 16; at < 80; at++) {
      const [x, y] = [words[at - 15], words[at - 2]];
      words[at] = cut(words[at - 16] + words[at - 7] + (right64(x, 1n) ^ right64(x, 8n) ^ (x >> 7n)) + (right64(y, 19n) ^ right64(y, 61n) ^ (y >> 6n)));
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let step = 0; step < 80; step++) {
      const one = cut(h + (right64(e, 14n) ^ right64(e, 18n) ^ right64(e, 41n)) + ((e & f) ^ (cut(~e) & g)) + K64[step] + words[step]);
      const two = cut((right64(a, 28n) ^ right64(a, 34n) ^ right64(a, 39n)) + ((a & b) ^ (a & c) ^ (b & c)));
      h = g; g = f; f = e; e = cut(d + one); d = c; c = b; b = a; a = cut(one + two);
    }
    [a, b, c, d, e, f, g, h].forEach((word, at) => { state[at] = cut(state[at] + word); });
  }
  return output(state, false, 8);
}

// Each with the size of its block, which HMAC needs.
export const DIGESTS = {
  md5: [md5, 64],
  sha1: [sha1, 64],
  sha224: [(bytes) => sha2Small(bytes, H224).subarray(0, 28), 64],
  sha256: [(bytes) => sha2Small(bytes, H256), 64],
  sha384: [(bytes) => sha2Big(bytes, H384).subarray(0, 48), 128],
  sha512: [(bytes) => sha2Big(bytes, H512), 128],
};
