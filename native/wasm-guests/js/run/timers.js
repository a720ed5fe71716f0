// Timers, immediates and ticks, and the loop that runs them.
import { inspect } from '../language/inspect.js';
import { endRejected, seen } from './floating.js';

// The engine's own: they end one turn, so that all waiting promise reactions run in between.
const engineTimeout = globalThis.setTimeout;
const now = () => performance.now();
const LONGEST = 2 ** 31 - 1;

const timers = new Map();
let immediates = [];
let ticks = [];
let nextId = 1;
// What else keeps the program alive, such as reading stdin.
const state = { onError: null, tickSoon: false, pending: 0 };

export class Timeout {
  constructor(callback, delay, args, repeat) {
    const wait = !(delay >= 1 && delay <= LONGEST) ? 1 : Math.trunc(delay);
    Object.assign(this, { _idleTimeout: wait, _onTimeout: callback, _repeat: repeat ? wait : null });
    for (const [name, value] of [['id', nextId++], ['args', args], ['refed', true], ['due', now() + wait]]) {
      Object.defineProperty(this, name, { value, writable: true, enumerable: false });
    }
  }

  ref() { this.refed = true; return this; }
  unref() { this.refed = false; return this; }
  hasRef() { return this.refed; }
  refresh() { this.due = now() + this._idleTimeout; timers.delete(this.id); timers.set(this.id, this); return this; }
  close() { timers.delete(this.id); return this; }
  [Symbol.toPrimitive]() { return this.id; }
  [Symbol.dispose]() { this.close(); }
  [inspect.custom](depth, options, show) { return show({ ...this, [Symbol.toStringTag]: undefined }, options); }
}

function start(callback, delay, args, repeat) {
  if (typeof callback !== 'function') {
    const error = new TypeError(`The "callback" argument must be of type function. Received ${inspect(callback)}`);
    throw Object.assign(error, { code: 'ERR_INVALID_ARG_TYPE' });
  }
  const timer = new Timeout(callback, Number(delay), args, repeat);
  timers.set(timer.id, timer);
  return timer;
}

export const setTimeout = (callback, delay, ...args) => start(callback, delay, args, false);
export const setInterval = (callback, delay, ...args) => start(callback, delay, args, true);

export function clearTimeout(timer) {
  timers.delete(typeof timer === 'object' && timer !== null ? timer.id : Number(timer));
}

export class Immediate {
  constructor(callback, args) {
    Object.defineProperty(this, 'run', { value: () => callback(...args), enumerable: false });
    Object.defineProperty(this, 'refed', { value: true, writable: true, enumerable: false });
  }

  ref() { this.refed = true; return this; }
  unref() { this.refed = false; return this; }
  hasRef() { return this.refed; }
}

export function setImmediate(callback, ...args) {
  const immediate = new Immediate(callback, args);
  immediates.push(immediate);
  return immediate;
}

export function clearImmediate(immediate) {
  immediates = immediates.filter((other) => other !== immediate);
}

export function nextTick(callback, ...args) {
  ticks.push(() => callback(...args));
  // Within a promise reaction nobody else runs them.
  if (!state.tickSoon) {
    state.tickSoon = true;
    Promise.resolve().then(runTicks);
  }
}

// Runs one callback of the program's, then the ticks that it asked for.
export function guarded(callback) {
  try {
    seen(callback());
  } catch (error) {
    state.onError(error);
  }
  runTicks();
}

export function runTicks() {
  while (ticks.length > 0) {
    const now = ticks;
    ticks = [];
    for (const tick of now) {
      try {
        seen(tick());
      } catch (error) {
        state.onError(error);
      }
    }
  }
  state.tickSoon = false;
}

async function sleep(milliseconds) {
  await new Promise((resolve) => engineTimeout(resolve, Math.max(0, Math.ceil(milliseconds))));
  endRejected();
}

// Until all promise reactions that can run have run.
export const settled = () => sleep(0);

export function hold() { state.pending++; }
export function release() { state.pending--; }

function nextDue() {
  let due = Infinity;
  for (const timer of timers.values()) due = Math.min(due, timer.due);
  return due;
}

const isAlive = () => immediates.some((one) => one.refed) || state.pending > 0
  || [...timers.values()].some((timer) => timer.refed);

// Runs until nothing can happen any more; whether there was anything to run.
export async function runLoop(onError) {
  state.onError = onError;
  runTicks();
  await settled();
  const worked = isAlive();
  while (isAlive()) {
    await runDueTimers();
    const batch = immediates;
    immediates = [];
    for (const immediate of batch) {
      guarded(immediate.run);
      await settled();
    }
    if (immediates.length === 0 && timers.size > 0) {
      const wait = nextDue() - now();
      if (wait > 0) await sleep(wait);
    } else if (immediates.length === 0 && state.pending > 0) {
      await settled();
    }
  }
  return worked;
}

async function runDueTimers() {
  const until = now();
  // The shortest are due at once: they come before immediates, as node mostly has it, where the start takes its time.
  const due = [...timers.values()].filter((timer) => timer.due <= until || timer._idleTimeout <= 1)
    .sort((a, b) => a.due - b.due || a.id - b.id);
  for (const timer of due) {
    // An earlier one may have cleared it.
    if (!timers.has(timer.id)) continue;
    if (timer._repeat === null) timers.delete(timer.id);
    else timer.due = now() + timer._repeat;
    guarded(() => timer._onTimeout(...timer.args));
    await settled();
  }
}
