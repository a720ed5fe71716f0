// The global names that a program for node expects beside the engine's own.
import { write } from '../host/streams.js';
import { Buffer } from '../node/buffer.js';
import { fetch } from '../node/refused.js';
import { makeConsole } from './console.js';
import { makeProcess } from './process.js';
import * as timers from './timers.js';

export function install(request) {
  const globals = {
    Buffer, fetch,
    console: makeConsole((text) => write(1, text), (text) => write(2, text)),
    process: makeProcess(request),
    setTimeout: timers.setTimeout, setInterval: timers.setInterval, setImmediate: timers.setImmediate,
    clearTimeout: timers.clearTimeout, clearInterval: timers.clearTimeout, clearImmediate: timers.clearImmediate,
    queueMicrotask: (callback) => { Promise.resolve().then(() => timers.guarded(callback)); },
    global: globalThis,
  };
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
  }
  // The browser's names, which node has not and by which programs tell the two apart.
  for (const name of ['self', 'location', 'WorkerLocation', 'addEventListener', 'removeEventListener', 'dispatchEvent', 'MultipartFormData', 'InternalError']) {
    delete globalThis[name];
  }
}
