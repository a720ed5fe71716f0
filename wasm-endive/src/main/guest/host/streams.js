// The three standard streams, as bytes. Through the door goes text: bytes are its characters up to 255.
import { ask } from './door.js';

// One message is not much larger than this, whatever the program writes at once.
const PIECE = 1 << 16;
const encoder = new TextEncoder();

function latin(bytes) {
  let text = '';
  for (let at = 0; at < bytes.length; at += 4096) text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return text;
}

// Writes all of a string or of bytes; nobody reading is no error of the program's.
export function write(descriptor, data) {
  const stream = descriptor === 2 ? 'stderr' : 'stdout';
  const bytes = typeof data === 'string' ? encoder.encode(data) : data;
  for (let at = 0; at < bytes.length; at += PIECE) ask(stream, latin(bytes.subarray(at, at + PIECE)));
}

// Waits for some bytes of stdin; null at its end.
export function read(most) {
  const text = ask('stdin', String(Math.min(most, PIECE)));
  if (text === '') return null;
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}
