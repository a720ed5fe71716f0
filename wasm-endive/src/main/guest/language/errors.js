// Errors as programs for node know them: V8's form of `stack`. QuickJS asks for it with each error that it makes.
import { original } from '../modules/edits.js';

// What the engine calls the text given to eval; the one file of a program is run so.
const EVALUATED = '<input>';
const limit = { frames: 10 };
const made = new WeakMap();
const program = { file: EVALUATED };
// Wrapping a file costs its first line some columns, and changes to its text some others.
const shifts = new Map();
const moves = new Map();

export const shiftFirstLine = (file, columns) => {
  program.file = file;
  shifts.set(file, columns);
};
export const shiftColumns = (file, moved) => moves.set(file, moved);

// The program's frames, outermost last, as {name, file, line, column}.
export const frames = (error) => (typeof error === 'object' && error !== null ? made.get(error) ?? [] : []);

function framesOf(error, sites) {
  const own = sites.filter((site) => site.getFileName() === EVALUATED).map(frame);
  // The last is the function that the text of a file is wrapped in.
  if (own.length > 0 && own.at(-1).name === '') own.at(-1).name = 'Object.<anonymous>';
  const classes = classNames(error);
  // V8 begins where the error is made, not in the constructors of its class.
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

function frame(site) {
  const { file } = program;
  const line = site.getLineNumber() ?? 1;
  const shift = line === 1 ? (shifts.get(file) ?? 0) : 0;
  const column = original(moves.get(file) ?? {}, line, Math.max(1, (site.getColumnNumber() ?? 1) - shift));
  return { name: (site.getFunctionName() ?? '').replace(/^<anonymous>$/, ''), file, line, column };
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

const text = (error) => [heading(error), ...frames(error).slice(0, limit.frames).map(written)].join('\n');

// With another text of its message.
export function renamed(error) {
  const { stack } = error;
  if (typeof stack === 'string' && made.has(error)) {
    Object.defineProperty(error, 'stack', { value: text(error), writable: true, configurable: true, enumerable: false });
  }
}

function prepare(error, sites) {
  made.set(error, framesOf(error, sites));
  if (error instanceof SyntaxError && sites.length > 0) {
    for (const [name, value] of [['lineNumber', sites[0].getLineNumber()], ['columnNumber', sites[0].getColumnNumber()]]) {
      Object.defineProperty(error, name, { value, writable: true, configurable: true, enumerable: false });
    }
  }
  return text(error);
}

export function install() {
  Error.prepareStackTrace = prepare;
  Error.stackTraceLimit = 50;
  // The program's own wishes change nothing of ours, and it does not see that there is such a thing.
  Object.defineProperty(Error, 'prepareStackTrace', { writable: false, configurable: false, enumerable: false });
  Object.defineProperty(Error, 'stackTraceLimit', {
    get: () => limit.frames, set: (count) => { limit.frames = count; }, configurable: false, enumerable: true,
  });
}

export const isTooDeep = () => false;
export const isOutOfMemory = (error) => error instanceof InternalError && error.message === 'out of memory';
const { InternalError } = globalThis;
