// One run: makes the instance look like a fresh node, then runs the program in it.
import * as disk from '../host/disk.js';
import { write, read } from '../host/streams.js';
import { compile, Module, readText, runCommonJs, requireFrom } from '../modules/commonjs.js';
import { define } from '../modules/builtins.js';
import * as esm from '../modules/esm.js';
import { DROPPED, DYNAMIC, HANDLED, SEEN, WORDS } from '../modules/instrument.js';
import { translated } from '../language/messages.js';
import { Buffer } from '../node/buffer.js';
import { inspect } from '../language/inspect.js';
import * as path from '../node/path.js';
import { dropped, handled, seen, whenRejected } from './floating.js';
import { showUncaught } from './ending.js';
import { install } from './globals.js';
import { exitCode } from './process.js';
import { exitNow } from '../host/exit.js';
import { runLoop, settled } from './timers.js';

// What node exits with when the program awaits at its top what never comes.
const UNSETTLED = 13;
// … when a handler of an uncaught error throws one itself.
const HANDLER_FAILED = 7;

export async function run(text) {
  const request = JSON.parse(text);
  install(request);
  define('module', () => Object.assign(Module, { Module, builtinModules: [] }));
  try {
    disk.chdir(request.cwd ?? '/');
  } catch {
    // Then the first relative path says so.
  }
  whenRejected((reason) => onError(reason, true));
  defineHidden(SEEN, seen);
  defineHidden(DROPPED, dropped);
  defineHidden(HANDLED, handled);
  defineHidden(WORDS, translated);
  defineHidden(DYNAMIC, (specifier) => esm.load(String(specifier), request.filename));
  const main = start(request);
  if (main.code !== null) return main.code;
  await runLoop(onError);
  await beforeExit();
  return finish(main);
}

// For the changed text of programs; not among the names that they list.
function defineHidden(name, value) {
  Object.defineProperty(globalThis, name, { value, enumerable: false, configurable: true });
}

// Starts the program; for a module, what tells whether it came to its end.
function start(request) {
  const main = { isModule: false, isDone: true, code: null };
  try {
    const source = sourceOf(request);
    const file = request.filename;
    main.isModule = file.endsWith('.mjs') || (!file.endsWith('.cjs') && !compiles(source) && esm.isModule(source));
    if (main.isModule) {
      main.isDone = false;
      esm.run(file, source).then(() => { main.isDone = true; }, (error) => { main.isDone = true; onError(error); });
    } else if (request.command === '-c') {
      runEval(source, file);
    } else {
      const module = new Module(file);
      Object.assign(module, { id: '.' });
      Module.main = module;
      module.require = requireFrom(module);
      Module._cache[file] = module;
      runCommonJs(module, source, file);
      module.loaded = true;
    }
  } catch (error) {
    main.code = ended(error, false);
  }
  return main;
}

// node takes a .js file with the syntax of a module for one, when it is none as it is.
function compiles(source) {
  try {
    new Function(source.replace(/^#!.*/, ''));
    return true;
  } catch {
    return false;
  }
}

function runEval(source, file) {
  const module = new Module(`${disk.cwd()}/[eval]`);
  Object.assign(globalThis, { module, exports: module.exports, require: module.require, __filename: file, __dirname: '.' });
  compile('', source, '', file);
}

function sourceOf(request) {
  if (typeof request.source === 'string') return request.source;
  if (request.command !== '-') return readText(request.filename);
  const pieces = [];
  for (let piece = read(65536); piece !== null; piece = read(65536)) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

function onError(error, fromPromise = false) {
  const code = ended(error, fromPromise);
  // Nothing else of the program may run; the flags are lost with an exit at once, but the report is not.
  if (code !== null) exitNow(code & 255);
}

// The exit code of a program that this error ends, or null where the program handles it.
function ended(error, fromPromise) {
  try {
    if (fromPromise && process.listenerCount('unhandledRejection') > 0) {
      process.emit('unhandledRejection', error, Promise.resolve());
      return null;
    }
    if (process.listenerCount('uncaughtException') > 0) {
      process.emit('uncaughtException', error, fromPromise ? 'unhandledRejection' : 'uncaughtException');
      return null;
    }
  } catch (second) {
    showUncaught(second);
    process._exiting = true;
    return HANDLER_FAILED;
  }
  const code = showUncaught(error, fromPromise);
  process.exitCode = code & 255;
  if (!process._exiting) {
    process._exiting = true;
    try {
      process.emit('exit', code & 255);
    } catch (second) {
      write(2, `${inspect(second)}\n`);
    }
  }
  return code;
}

async function beforeExit() {
  for (let round = 0; process.listenerCount('beforeExit') > 0 && round < 1000; round++) {
    process.emit('beforeExit', exitCode());
    await settled();
    if (!await runLoop(onError)) break;
  }
}

function finish(main) {
  if (!main.isDone) {
    write(2, `Warning: Detected unsettled top-level await at ${process.argv[1]}\n`);
    process.exitCode = UNSETTLED;
  }
  if (!process._exiting) {
    process._exiting = true;
    try {
      process.emit('exit', exitCode());
    } catch (error) {
      return showUncaught(error);
    }
  }
  return exitCode();
}
