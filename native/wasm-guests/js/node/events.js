// node:events.
import { inspect } from '../language/inspect.js';
import { seen } from '../run/floating.js';
import { badArgument, coded } from './invalid.js';

function EventEmitter() {
  EventEmitter.init.call(this);
}

EventEmitter.init = function () {
  if (this._events === undefined || this._events === Object.getPrototypeOf(this)._events) {
    this._events = Object.create(null);
    this._eventsCount = 0;
  }
  this._maxListeners ??= undefined;
};

EventEmitter.defaultMaxListeners = 10;
EventEmitter.prototype._events = undefined;
EventEmitter.prototype._eventsCount = 0;
EventEmitter.prototype._maxListeners = undefined;

function listenersOf(emitter, name) {
  const events = (emitter._events ??= Object.create(null));
  return events[name];
}

function add(emitter, name, listener, first) {
  if (typeof listener !== 'function') throw badArgument('listener', 'of type function', listener);
  const list = listenersOf(emitter, name);
  if (emitter._events.newListener !== undefined) emitter.emit('newListener', name, listener.listener ?? listener);
  if (list === undefined) {
    emitter._events[name] = [listener];
    emitter._eventsCount++;
  } else if (first) {
    list.unshift(listener);
  } else {
    list.push(listener);
  }
  return emitter;
}

function wrapOnce(emitter, name, listener) {
  if (typeof listener !== 'function') throw badArgument('listener', 'of type function', listener);
  const wrapped = function (...values) {
    emitter.removeListener(name, wrapped);
    return listener.apply(emitter, values);
  };
  wrapped.listener = listener;
  return wrapped;
}

function emit(name, ...values) {
  const list = listenersOf(this, name);
  if (list === undefined) {
    if (name === 'error') throw unhandledError(values[0]);
    return false;
  }
  for (const listener of [...list]) seen(listener.apply(this, values));
  return true;
}

function unhandledError(value) {
  if (value instanceof Error) return value;
  const error = coded(Error, 'ERR_UNHANDLED_ERROR', `Unhandled error.${value === undefined ? '' : ` (${typeof value === 'string' ? `'${value}'` : inspect(value)})`}`);
  error.context = value;
  return error;
}

function removeListener(name, listener) {
  const list = listenersOf(this, name);
  if (list === undefined) return this;
  const at = list.findLastIndex((one) => one === listener || one.listener === listener);
  if (at === -1) return this;
  const [removed] = list.splice(at, 1);
  if (list.length === 0) {
    delete this._events[name];
    this._eventsCount--;
  }
  if (this._events.removeListener !== undefined) this.emit('removeListener', name, removed.listener ?? listener);
  return this;
}

function removeAllListeners(name) {
  if (name === undefined) {
    this._events = Object.create(null);
    this._eventsCount = 0;
  } else if (listenersOf(this, name) !== undefined) {
    delete this._events[name];
    this._eventsCount--;
  }
  return this;
}

const methods = {
  emit,
  removeListener,
  removeAllListeners,
  off: removeListener,
  on(name, listener) { return add(this, name, listener, false); },
  addListener(name, listener) { return add(this, name, listener, false); },
  prependListener(name, listener) { return add(this, name, listener, true); },
  once(name, listener) { return add(this, name, wrapOnce(this, name, listener), false); },
  prependOnceListener(name, listener) { return add(this, name, wrapOnce(this, name, listener), true); },
  listenerCount(name) { return listenersOf(this, name)?.length ?? 0; },
  listeners(name) { return (listenersOf(this, name) ?? []).map((one) => one.listener ?? one); },
  rawListeners(name) { return [...(listenersOf(this, name) ?? [])]; },
  eventNames() { return this._events === undefined ? [] : Reflect.ownKeys(this._events); },
  setMaxListeners(count) { this._maxListeners = count; return this; },
  getMaxListeners() { return this._maxListeners ?? EventEmitter.defaultMaxListeners; },
};
for (const [name, value] of Object.entries(methods)) {
  Object.defineProperty(EventEmitter.prototype, name, { value, writable: true, configurable: true, enumerable: true });
}

EventEmitter.once = (emitter, name) => new Promise((resolve, reject) => {
  const failed = (error) => { emitter.removeListener?.(name, done); reject(error); };
  const done = (...values) => { emitter.removeListener?.('error', failed); resolve(values); };
  if (emitter instanceof EventTarget) {
    emitter.addEventListener(name, (event) => resolve([event]), { once: true });
    return;
  }
  emitter.once(name, done);
  if (name !== 'error') emitter.once('error', failed);
});

EventEmitter.on = async function* on(emitter, name, options) {
  const waiting = [];
  let wake = null;
  const push = (item) => { waiting.push(item); wake?.(); };
  emitter.on(name, (...values) => push({ values }));
  emitter.on('error', (error) => push({ error }));
  options?.signal?.addEventListener('abort', () => push({ error: options.signal.reason }));
  for (;;) {
    while (waiting.length > 0) {
      const { values, error } = waiting.shift();
      if (error !== undefined) throw error;
      yield values;
    }
    await new Promise((resolve) => { wake = resolve; });
  }
};

EventEmitter.EventEmitter = EventEmitter;
EventEmitter.listenerCount = (emitter, name) => emitter.listenerCount(name);
EventEmitter.getEventListeners = (emitter, name) => emitter.listeners(name);
EventEmitter.setMaxListeners = () => {};
EventEmitter.errorMonitor = Symbol('events.errorMonitor');
EventEmitter.captureRejectionSymbol = Symbol.for('nodejs.rejection');

export default EventEmitter;
