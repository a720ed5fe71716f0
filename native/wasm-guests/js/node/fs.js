// node:fs: the calls with a callback, the promises and the streams, all made of those that answer at once.
import { setImmediate, hold, release } from '../run/timers.js';
import { Buffer } from './buffer.js';
import { Dirent, Stats } from './fs-stats.js';
import * as sync from './fs-sync.js';
import { badArgument, coded } from './invalid.js';
import { Readable, Writable } from './stream.js';

// A turn of the loop later, as other work of the program's may go on meanwhile.
function later(call) {
  return new Promise((resolve, reject) => {
    hold();
    setImmediate(() => {
      release();
      try {
        resolve(call());
      } catch (error) {
        reject(error);
      }
    });
  });
}

const callbacks = {};
const promised = {};
for (const [name, call] of Object.entries(sync)) {
  if (!name.endsWith('Sync') || name === 'existsSync') continue;
  const plain = name.slice(0, -'Sync'.length);
  promised[plain] = (...values) => later(() => call(...values));
  callbacks[plain] = (...values) => {
    const callback = values.pop();
    if (typeof callback !== 'function') throw badArgument('cb', 'of type function', callback);
    later(() => call(...values)).then((value) => process.nextTick(callback, null, value), (error) => process.nextTick(callback, error));
  };
}

callbacks.exists = (file, callback) => later(() => sync.existsSync(file)).then(callback);

class FileHandle {
  constructor(number) { this.fd = number; }
  async close() { sync.closeSync(this.fd); }
  async [Symbol.asyncDispose]() { sync.closeSync(this.fd); }
  async readFile(options) { return sync.readFileSync(this.fd, options); }
  async writeFile(data, options) { sync.writeFileSync(this.fd, data, options); }
  async appendFile(data, options) { sync.writeFileSync(this.fd, data, options); }
  async stat() { return sync.fstatSync(this.fd); }
  async truncate(length) { sync.ftruncateSync(this.fd, length); }
  async sync() {}

  async read(buffer = Buffer.alloc(16384), offset, length, position) {
    return { bytesRead: sync.readSync(this.fd, buffer, offset ?? 0, length ?? buffer.length, position ?? null), buffer };
  }

  async write(data, ...rest) { return { bytesWritten: sync.writeSync(this.fd, data, ...rest), buffer: data }; }

  async* readLines() {
    const lines = sync.readFileSync(this.fd, 'utf8').split(/\r\n|\n/);
    if (lines.at(-1) === '') lines.pop();
    yield* lines;
  }
}

const promises = {
  ...promised, constants: sync.constants,
  open: (...values) => later(() => new FileHandle(sync.openSync(...values))),
};

function createReadStream(file, options) {
  const { encoding, start = 0, end = Infinity, highWaterMark = 65536 } = typeof options === 'string' ? { encoding: options } : (options ?? {});
  let number;
  let position = start;
  const stream = new Readable({
    encoding, highWaterMark,
    read() {
      try {
        number ??= sync.openSync(file);
        const buffer = Buffer.alloc(Math.min(highWaterMark, end - position + 1));
        const count = sync.readSync(number, buffer, 0, buffer.length, position);
        position += count;
        stream.bytesRead = position - start;
        this.push(count === 0 ? null : buffer.subarray(0, count));
        if (count === 0) sync.closeSync(number);
      } catch (error) {
        this.destroy(error);
      }
    },
  });
  stream.path = file;
  process.nextTick(() => stream.emit('open', number));
  return stream;
}

function createWriteStream(file, options) {
  const flags = options?.flags ?? 'w';
  let number;
  const stream = new Writable({
    write(chunk, encoding, callback) {
      try {
        number ??= sync.openSync(file, flags);
        sync.writeSync(number, chunk);
        stream.bytesWritten += chunk.length;
        callback();
      } catch (error) {
        callback(error);
      }
    },
    final(callback) {
      try {
        number ??= sync.openSync(file, flags);
        sync.closeSync(number);
        callback();
      } catch (error) {
        callback(error);
      }
    },
  });
  stream.path = file;
  stream.bytesWritten = 0;
  process.nextTick(() => stream.emit('open', number));
  return stream;
}

function watch() {
  throw coded(Error, 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM', 'The feature watch is unavailable on the current platform, which is being used to run Node.js');
}

const { constants, ...calls } = sync;
export default { ...calls, ...callbacks, constants, promises, createReadStream, createWriteStream, watch, watchFile: watch, Stats, Dirent, ...constants };
export { promises };
