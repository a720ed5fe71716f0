// node:stream: readable, writable and what lies between.
import { handled } from '../run/floating.js';
import EventEmitter from './events.js';
import { Buffer } from './buffer.js';
import { StringDecoder } from './string-decoder.js';
import { coded } from './invalid.js';

const tick = (...values) => process.nextTick(...values);
const asChunk = (chunk, encoding) => (typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk);

export class Stream extends EventEmitter {
  constructor() {
    super();
    this.destroyed = false;
    this.errored = null;
  }

  destroy(error) {
    if (this.destroyed) return this;
    this.destroyed = true;
    this.errored = error ?? null;
    const done = (failed) => tick(() => {
      if (failed ?? error) this.emit('error', failed ?? error);
      this.emit('close');
    });
    if (this._destroy) this._destroy(error ?? null, done);
    else done();
    return this;
  }

  pipe(target, options) {
    this.on('data', (chunk) => {
      if (target.write(chunk) === false) {
        this.pause();
        target.once('drain', () => this.resume());
      }
    });
    if (options?.end !== false && !target.isStandard) this.on('end', () => target.end());
    target.emit('pipe', this);
    return target;
  }
}

const readableMethods = {
  initReadable(options = {}) {
    Object.assign(this, { readable: true, readableEnded: false, readableFlowing: null, readableObjectMode: !!(options.objectMode || options.readableObjectMode),
      readableHighWaterMark: options.highWaterMark ?? 65536 });
    Object.defineProperty(this, 'reading', { value: { queue: [], ended: false, busy: false, scheduled: false, decoder: null }, enumerable: false });
    if (options.read) this._read = options.read;
    if (options.encoding) this.setEncoding(options.encoding);
  },

  setEncoding(encoding) {
    this.reading.decoder = new StringDecoder(encoding);
    this.reading.queue = this.reading.queue.map((chunk) => this.reading.decoder.write(chunk));
    return this;
  },

  push(chunk, encoding) {
    const { reading } = this;
    reading.busy = false;
    if (chunk === null) {
      const rest = reading.decoder?.end();
      if (rest) reading.queue.push(rest);
      reading.ended = true;
    } else if (this.readableObjectMode) {
      reading.queue.push(chunk);
    } else {
      const bytes = asChunk(chunk, encoding);
      const shown = reading.decoder ? reading.decoder.write(bytes) : bytes;
      if (shown.length > 0) reading.queue.push(shown);
    }
    this.schedule();
    return reading.queue.length < 16;
  },

  unshift(chunk) { this.reading.queue.unshift(chunk); },

  // Moves on in a tick: gives out what is there, asks for more, tells the end.
  schedule() {
    const { reading } = this;
    if (reading.scheduled || this.destroyed) return;
    reading.scheduled = true;
    tick(() => {
      reading.scheduled = false;
      this.flow();
    });
  },

  flow() {
    const { reading } = this;
    if (this.destroyed) return;
    if (this.readableFlowing) {
      if (reading.queue.length > 0) {
        this.emit('data', reading.queue.shift());
        return this.schedule();
      }
    } else if (this.listenerCount('readable') > 0 && (reading.queue.length > 0 || reading.ended) && !this.readableEnded) {
      this.emit('readable');
      if (reading.queue.length > 0) return;
    } else if (this.readableFlowing === null || reading.queue.length > 0) {
      return;
    }
    if (reading.ended) this.finishReading();
    else this.more();
  },

  more() {
    if (this.reading.busy || this.reading.ended) return;
    this.reading.busy = true;
    this._read(this.readableHighWaterMark);
  },

  finishReading() {
    if (this.readableEnded) return;
    this.readableEnded = true;
    this.readable = false;
    this.emit('end');
    if (this.autoClose !== false && (this.writableFinished ?? true)) this.destroy();
  },

  read(size) {
    const { reading } = this;
    if (reading.queue.length === 0) {
      if (reading.ended) this.schedule();
      else this.more();
      return null;
    }
    if (this.readableObjectMode) return reading.queue.shift();
    const all = reading.decoder ? reading.queue.join('') : Buffer.concat(reading.queue);
    const most = size === undefined ? all.length : size;
    reading.queue = all.length > most ? [all.slice(most)] : [];
    if (reading.queue.length === 0) this.schedule();
    return all.slice(0, most);
  },

  resume() {
    this.readableFlowing = true;
    this.schedule();
    return this;
  },

  pause() {
    this.readableFlowing = false;
    return this;
  },

  isPaused() { return this.readableFlowing === false; },

  startFlowing(name) {
    if (name === 'data' && this.readableFlowing !== false) this.resume();
    if (name === 'readable') {
      this.readableFlowing = false;
      this.schedule();
      this.more();
    }
  },
};

const iteration = {
  async* [Symbol.asyncIterator]() {
    const events = [];
    let wake = null;
    const tell = (event) => { events.push(event); wake?.(); };
    this.on('data', (chunk) => { this.pause(); tell({ chunk }); });
    this.on('end', () => tell({ done: true }));
    this.on('error', (error) => tell({ error }));
    try {
      for (;;) {
        while (events.length === 0) await new Promise((resolve) => { wake = resolve; });
        const { chunk, done, error } = events.shift();
        if (error) throw error;
        if (done) return;
        yield chunk;
        this.resume();
      }
    } finally {
      this.destroy();
    }
  },
  async toArray() {
    const all = [];
    for await (const chunk of this) all.push(chunk);
    return all;
  },
  map(change) { const source = this; return Readable.from((async function* () { for await (const chunk of source) yield change(chunk); })()); },
  filter(keep) { const source = this; return Readable.from((async function* () { for await (const chunk of source) if (await handled(keep(chunk))) yield chunk; })()); },
  async forEach(visit) { for await (const chunk of this) await handled(visit(chunk)); },
};

const writableMethods = {
  initWritable(options = {}) {
    Object.assign(this, { writable: true, writableEnded: false, writableFinished: false, writableObjectMode: !!(options.objectMode || options.writableObjectMode),
      writableHighWaterMark: options.highWaterMark ?? 16384, writableLength: 0 });
    Object.defineProperty(this, 'writing', { value: { queue: [], busy: false, needDrain: false, corked: 0 }, enumerable: false });
    if (options.write) this._write = options.write;
    if (options.final) this._final = options.final;
    if (options.destroy) this._destroy = options.destroy;
  },

  write(chunk, encoding, callback) {
    const done = typeof encoding === 'function' ? encoding : callback;
    if (this.writableEnded) {
      const error = coded(Error, 'ERR_STREAM_WRITE_AFTER_END', 'write after end');
      tick(() => { done?.(error); this.emit('error', error); });
      return false;
    }
    if (chunk === null) throw coded(TypeError, 'ERR_STREAM_NULL_VALUES', 'May not write null values to stream');
    const name = typeof encoding === 'string' ? encoding : 'utf8';
    const value = this.writableObjectMode || this.decodeStrings === false ? chunk : asChunk(chunk, name);
    this.writableLength += this.writableObjectMode ? 1 : value.length;
    this.writing.queue.push({ value, name: typeof chunk === 'string' && this.decodeStrings === false ? name : 'buffer', done });
    const room = this.writableLength < this.writableHighWaterMark;
    this.writing.needDrain ||= !room;
    this.work();
    return room;
  },

  // One chunk at a time, each when the one before is done.
  work() {
    const { writing } = this;
    if (writing.busy || writing.corked > 0) return;
    const next = writing.queue.shift();
    if (next === undefined) return void this.rest();
    writing.busy = true;
    this._write(next.value, next.name, (error) => {
      writing.busy = false;
      this.writableLength -= this.writableObjectMode ? 1 : next.value.length;
      if (error) {
        next.done?.(error);
        return void this.destroy(error);
      }
      if (next.done) tick(next.done);
      this.work();
      return undefined;
    });
  },

  rest() {
    if (this.writing.needDrain && !this.writableEnded) {
      this.writing.needDrain = false;
      tick(() => this.emit('drain'));
    }
    if (this.writableEnded && !this.finishing) {
      this.finishing = true;
      const finish = (error) => {
        if (error) return void this.destroy(error);
        this.writableFinished = true;
        tick(() => {
          this.emit('finish');
          if (this.readableEnded ?? true) this.destroy();
        });
        return undefined;
      };
      if (this._final) this._final(finish);
      else finish();
    }
  },

  end(chunk, encoding, callback) {
    const done = [chunk, encoding, callback].find((value) => typeof value === 'function');
    if (chunk !== undefined && chunk !== null && typeof chunk !== 'function') this.write(chunk, encoding);
    this.writableEnded = true;
    this.writable = false;
    if (done) this.once('finish', done);
    this.writing.corked = 0;
    this.work();
    return this;
  },

  cork() { this.writing.corked++; },
  uncork() { this.writing.corked = Math.max(0, this.writing.corked - 1); this.work(); },
  setDefaultEncoding() { return this; },
};

function mixin(Type, ...parts) {
  for (const part of parts) {
    for (const key of Reflect.ownKeys(part)) {
      Object.defineProperty(Type.prototype, key, { value: part[key], writable: true, configurable: true, enumerable: false });
    }
  }
}

function listen(name, listener) {
  EventEmitter.prototype.on.call(this, name, listener);
  this.startFlowing(name);
  return this;
}

export class Readable extends Stream {
  constructor(options) {
    super();
    this.initReadable(options);
    if (options?.destroy) this._destroy = options.destroy;
  }

  _read() {}

  static from(items, options) {
    const iterator = typeof items === 'string' || items instanceof Uint8Array ? [items][Symbol.iterator]()
      : items[Symbol.asyncIterator]?.() ?? items[Symbol.iterator]();
    return new Readable({
      objectMode: true, ...options,
      async read() {
        try {
          const { value, done } = await iterator.next();
          this.push(done ? null : await handled(value));
        } catch (error) {
          this.destroy(error);
        }
      },
    });
  }
}

mixin(Readable, readableMethods, iteration, { on: listen, addListener: listen });

export class Writable extends Stream {
  constructor(options) {
    super();
    this.decodeStrings = options?.decodeStrings;
    this.initWritable(options);
  }

  _write(chunk, encoding, callback) { callback(); }
}

mixin(Writable, writableMethods);

export class Duplex extends Readable {
  constructor(options) {
    super(options);
    this.decodeStrings = options?.decodeStrings;
    this.initWritable(options);
  }

  _write(chunk, encoding, callback) { callback(); }
}

mixin(Duplex, writableMethods);

export class Transform extends Duplex {
  constructor(options) {
    super(options);
    if (options?.transform) this._transform = options.transform;
    if (options?.flush) this._flush = options.flush;
    this._final ??= (callback) => {
      const done = (error, chunk) => {
        if (error) return callback(error);
        if (chunk !== undefined && chunk !== null) this.push(chunk);
        this.push(null);
        return callback();
      };
      if (this._flush) this._flush(done);
      else done();
    };
  }

  _write(chunk, encoding, callback) {
    this._transform(chunk, encoding, (error, changed) => {
      if (!error && changed !== undefined && changed !== null) this.push(changed);
      callback(error);
    });
  }

  _transform(chunk, encoding, callback) { callback(null, chunk); }
}

export class PassThrough extends Transform {}
