// Text to bytes and back in the encodings that Buffer knows.

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export function encodingName(encoding = 'utf8') {
  const name = String(encoding).toLowerCase();
  const known = { 'utf-8': 'utf8', utf8: 'utf8', hex: 'hex', base64: 'base64', base64url: 'base64url', ascii: 'ascii',
    latin1: 'latin1', binary: 'latin1', ucs2: 'utf16le', 'ucs-2': 'utf16le', utf16le: 'utf16le', 'utf-16le': 'utf16le' };
  return known[name];
}

function bytesOfHex(text) {
  const bytes = [];
  for (let at = 0; at + 1 < text.length; at += 2) {
    const pair = text.slice(at, at + 2);
    if (!/^[0-9a-fA-F]{2}$/.test(pair)) break;
    bytes.push(parseInt(pair, 16));
  }
  return Uint8Array.from(bytes);
}

function bytesOfBase64(text) {
  const clean = text.replaceAll('-', '+').replaceAll('_', '/').replace(/=.*$/s, '').replace(/[^A-Za-z0-9+/]/g, '');
  const whole = clean.length % 4 === 1 ? clean.slice(0, -1) : clean;
  return Uint8Array.from(atob(whole), (char) => char.charCodeAt(0));
}

function bytesOfUtf16(text) {
  const bytes = new Uint8Array(text.length * 2);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    bytes[at * 2] = code & 255;
    bytes[at * 2 + 1] = code >> 8;
  }
  return bytes;
}

export function bytesOf(text, encoding) {
  switch (encodingName(encoding)) {
    case 'utf8': return encoder.encode(text);
    case 'hex': return bytesOfHex(text);
    case 'base64': case 'base64url': return bytesOfBase64(text);
    case 'ascii': case 'latin1': return Uint8Array.from(text, (char) => char.charCodeAt(0) & 255);
    case 'utf16le': return bytesOfUtf16(text);
    default: return null;
  }
}

function characters(bytes, map) {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192).map(map));
  }
  return text;
}

function utf16(bytes) {
  let text = '';
  for (let at = 0; at + 1 < bytes.length; at += 2) text += String.fromCharCode(bytes[at] | (bytes[at + 1] << 8));
  return text;
}

export function textOf(bytes, encoding) {
  switch (encodingName(encoding)) {
    case 'utf8': return decoder.decode(bytes);
    case 'hex': return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    case 'base64': return btoa(characters(bytes, (byte) => byte));
    case 'base64url': return btoa(characters(bytes, (byte) => byte)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
    case 'ascii': return characters(bytes, (byte) => byte & 127);
    case 'latin1': return characters(bytes, (byte) => byte);
    case 'utf16le': return utf16(bytes);
    default: return null;
  }
}
