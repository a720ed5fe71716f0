// The modules that require() has without a file.
import assert from '../node/assert.js';
import asyncHooks from '../node/async-hooks.js';
import * as buffer from '../node/buffer.js';
import crypto from '../node/crypto.js';
import EventEmitter from '../node/events.js';
import fs from '../node/fs.js';
import os from '../node/os.js';
import * as path from '../node/path.js';
import readline from '../node/readline.js';
import { REFUSED } from '../node/refused.js';
import stream from '../node/stream-pipeline.js';
import { StringDecoder } from '../node/string-decoder.js';
import timersPromises from '../node/timers-promises.js';
import url, { querystring } from '../node/url.js';
import util from '../node/util.js';
import vm from '../node/vm.js';
import * as timers from '../run/timers.js';
import { testing } from '../node/test.js';

const MODULES = {
  assert: () => assert,
  'assert/strict': () => assert.strict,
  async_hooks: () => asyncHooks,
  buffer: () => ({ ...buffer, Blob, File, atob, btoa }),
  console: () => globalThis.console,
  constants: () => ({ ...os.constants.signals, ...fs.constants }),
  crypto: () => crypto,
  diagnostics_channel: () => ({ channel: () => ({ hasSubscribers: false, publish() {}, subscribe() {} }) }),
  events: () => EventEmitter,
  fs: () => fs,
  'fs/promises': () => fs.promises,
  os: () => os,
  path: () => path.posix,
  'path/posix': () => path.posix,
  perf_hooks: () => ({ performance, PerformanceObserver: class { observe() {} disconnect() {} }, monitorEventLoopDelay: () => ({ enable() {}, disable() {} }) }),
  process: () => globalThis.process,
  punycode: () => ({ toASCII: (text) => new URL(`http://${text}`).hostname }),
  querystring: () => querystring,
  readline: () => readline,
  'readline/promises': () => readline.promises,
  stream: () => stream,
  'stream/promises': () => stream.promises,
  string_decoder: () => ({ StringDecoder }),
  test: () => testing,
  timers: () => timers,
  'timers/promises': () => timersPromises,
  tty: () => ({ isatty: () => false }),
  url: () => url,
  util: () => util,
  'util/types': () => util.types,
  v8: () => ({ getHeapStatistics: () => ({ total_heap_size: 0, used_heap_size: 0, heap_size_limit: 0 }), serialize: (value) => buffer.Buffer.from(JSON.stringify(value)), deserialize: (bytes) => JSON.parse(bytes.toString()) }),
  vm: () => vm,
  ...REFUSED,
};
const made = new Map();

// Only with its prefix.
const PREFIXED = new Set(['test']);

export function isBuiltIn(request) {
  const name = request.replace(/^node:/, '');
  return name === 'module' || (Object.hasOwn(MODULES, name) && (request.startsWith('node:') || !PREFIXED.has(name)));
}

export function define(name, make) {
  MODULES[name] = make;
}

export function builtIn(request) {
  const name = request.replace(/^node:/, '');
  if (!made.has(name)) made.set(name, MODULES[name]());
  return made.get(name);
}
