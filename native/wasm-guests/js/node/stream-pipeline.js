// node:stream's whole module, with pipeline and finished.
import { Duplex, PassThrough, Readable, Stream, Transform, Writable } from './stream.js';
import { coded } from './invalid.js';

function finished(stream, options, callback) {
  const done = typeof options === 'function' ? options : callback;
  const isReadOnly = stream.writing === undefined;
  let called = false;
  const once = (error) => {
    if (called) return;
    called = true;
    done.call(stream, error);
  };
  stream.on('error', once);
  stream.on(isReadOnly ? 'end' : 'finish', () => once());
  stream.on('close', () => once(stream.errored ?? undefined));
  return () => { called = true; };
}

function asStream(part, source) {
  if (typeof part === 'function') return Readable.from(part(source));
  return part[Symbol.asyncIterator] && !part.pipe ? Readable.from(part) : typeof part.pipe === 'function' || part.writing ? part : Readable.from(part);
}

function pipeline(...parts) {
  const callback = typeof parts.at(-1) === 'function' && parts.length > 2 && parts.at(-1).length < 2 ? parts.pop() : parts.length > 1 && typeof parts.at(-1) === 'function' ? parts.pop() : () => {};
  const list = Array.isArray(parts[0]) && parts.length === 1 ? parts[0] : parts;
  const streams = [];
  for (const part of list) streams.push(asStream(part, streams.at(-1)));
  let called = false;
  const once = (error) => {
    if (called) return;
    called = true;
    if (error) for (const stream of streams) stream.destroy?.();
    callback(error);
  };
  for (const stream of streams) stream.on?.('error', once);
  for (let at = 0; at + 1 < streams.length; at++) {
    if (typeof list[at + 1] !== 'function') streams[at].pipe(streams[at + 1]);
  }
  const last = streams.at(-1);
  if (typeof list.at(-1) === 'function') last.resume().on('end', () => once());
  else last.on('finish', () => once());
  return last;
}

const promises = {
  pipeline: (...parts) => new Promise((resolve, reject) => {
    if (parts.length > 1 && parts.at(-1)?.constructor === Object) parts.pop();
    pipeline(...parts, (error) => (error ? reject(error) : resolve()));
  }),
  finished: (stream) => new Promise((resolve, reject) => { finished(stream, (error) => (error ? reject(error) : resolve())); }),
};

export default Object.assign(Stream, { Stream, Readable, Writable, Duplex, Transform, PassThrough, pipeline, finished, promises, addAbortSignal: (signal, stream) => {
  signal.addEventListener('abort', () => stream.destroy(coded(Error, 'ABORT_ERR', 'The operation was aborted')));
  return stream;
} });
export { promises };
