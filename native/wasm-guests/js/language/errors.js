// Errors as programs for node know them: V8's form of `stack`, its class for too deep a recursion.
import { original } from '../modules/edits.js';

const raw = Object.getOwnPropertyDescriptor(Error.prototype, 'stack');
const overridden = new WeakMap();
// Files of the runner itself: no program wants to see them.
const OURS = /^(?![/[]).*\.m?js$|\/initializer\.js$/;
// Taken before the program can no longer see it: node has none.
const { InternalError } = globalThis;
const limit = { frames: 10 };
// Wrapping a file costs its first line some columns, and changes to its text some others.
const shifts = new Map();
const moves = new Map();

export const shiftFirstLine = (file, columns) => shifts.set(file, columns);
export const shiftColumns = (file, moved) => moves.set(file, moved);

// SpiderMonkey's frames, outermost last, as {name, file, line, column}.
export function frames(error) {
  const lines = String(raw.get.call(error) ?? '').split('\n');
  const all = lines.map(frame).filter((found) => found !== null);
  // What the runner calls is the program's top, which node names so.
  const top = all.findIndex((found) => OURS.test(found.file) && found.name === 'runCommonJs');
  if (top > 0 && all[top - 1].name === '') all[top - 1].name = 'Object.<anonymous>';
  const own = all.filter((found) => !OURS.test(found.file));
  // V8 begins where the error is made, not in the constructors of its class.
  const classes = classNames(error);
  while (own.length > 1 && classes.has(own[0].name)) own.shift();
  return own;
}

function classNames(error) {
  const found = new Set();
  for (let at = Object.getPrototypeOf(error); at !== null && at !== Error.prototype; at = Object.getPrototypeOf(at)) {
    found.add(at.constructor?.name);
  }
  return found;
}

function frame(text) {
  const match = /^(.*?)@(.*?)(?: line (\d+) > [\w ]+)?:(\d+):(\d+)$/.exec(text.trim());
  if (match === null) return null;
  const [, name, file, , line, column] = match;
  const shift = Number(line) === 1 ? (shifts.get(file) ?? 0) : 0;
  const at = Math.max(1, Number(column) - shift);
  return { name: nameOf(name), file, line: Number(line), column: original(moves.get(file) ?? {}, Number(line), at) };
}

function nameOf(name) {
  const isAsync = name.startsWith('async*');
  const plain = name.replace(/^async\*|^promise callback\*/, '').replace(/\/<$|\/</g, '').replace(/\/$/, '');
  return `${isAsync && plain !== '' ? 'async ' : ''}${plain}`;
}

function written({ name, file, line, column }) {
  const where = `${file}:${line}:${column}`;
  return name === '' ? `    at ${where}` : `    at ${name} (${where})`;
}

function heading(error) {
  try {
    const name = error.name === undefined ? 'Error' : String(error.name);
    const message = error.message === undefined ? '' : String(error.message);
    return name === '' ? message : message === '' ? name : `${name}: ${message}`;
  } catch {
    return 'Error';
  }
}

export function stackOf(error) {
  return [heading(error), ...frames(error).slice(0, limit.frames).map(written)].join('\n');
}

export function install() {
  Object.defineProperty(Error.prototype, 'stack', {
    configurable: true,
    get() {
      if (overridden.has(this)) return overridden.get(this);
      if (!(this instanceof Error) || raw.get.call(this) === undefined) return undefined;
      const made = stackOf(this);
      // As in V8: made once.
      overridden.set(this, made);
      return made;
    },
    set(value) {
      overridden.set(this, value);
    },
  });
  Object.defineProperty(Error, 'stackTraceLimit', {
    get: () => limit.frames, set: (count) => { limit.frames = count; }, configurable: true, enumerable: true,
  });
  Error.captureStackTrace = (target) => {
    const here = new Error();
    const lines = [heading(target), ...frames(here).slice(1, limit.frames + 1).map(written)];
    Object.defineProperty(target, 'stack', {
      value: lines.join('\n'), writable: true, configurable: true, enumerable: false,
    });
  };
  likeRangeError();
}

// Too much recursion is a RangeError in V8.
function likeRangeError() {
  const prototype = InternalError.prototype;
  Object.setPrototypeOf(prototype, RangeError.prototype);
  for (const [key, value] of [['name', 'RangeError'], ['constructor', RangeError]]) {
    Object.defineProperty(prototype, key, { value, writable: true, configurable: true, enumerable: false });
  }
}

export const isTooDeep = (error) => error instanceof InternalError && /too much recursion/.test(error.message);
export const isOutOfMemory = (error) =>
  error === 'out of memory' || (error instanceof Error && /^(out of memory|allocation size overflow)/.test(error.message));
