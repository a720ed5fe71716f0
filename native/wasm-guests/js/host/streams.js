// The three standard streams, as bytes.
import { getStderr } from 'wasi:cli/stderr@0.2.0';
import { getStdin } from 'wasi:cli/stdin@0.2.0';
import { getStdout } from 'wasi:cli/stdout@0.2.0';

// WASI takes no more at once.
const PIECE = 4096;
const encoder = new TextEncoder();
let input;
const outputs = {};

// Fetched late: what was fetched while the snapshot was taken is none of the running instance's.
function output(descriptor) {
  return (outputs[descriptor] ??= descriptor === 2 ? getStderr() : getStdout());
}

// Writes all of a string or of bytes; nobody reading is no error of the program's.
export function write(descriptor, data) {
  const bytes = typeof data === 'string' ? encoder.encode(data) : data;
  const stream = output(descriptor);
  for (let at = 0; at < bytes.length; at += PIECE) {
    stream.blockingWriteAndFlush(bytes.subarray(at, at + PIECE));
  }
}

// Waits for some bytes of stdin; null at its end.
export function read(most) {
  input ??= getStdin();
  try {
    for (;;) {
      const bytes = input.blockingRead(BigInt(most));
      if (bytes.length > 0) return bytes;
    }
  } catch (error) {
    if (error?.payload?.tag === 'closed') return null;
    throw error;
  }
}
