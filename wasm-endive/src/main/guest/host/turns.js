// The engine runs promise reactions until none is left, and returns. What is to happen later waits here; the host
// asks for one turn after the other.
import { ask } from './door.js';

let waiting = [];
const now = () => Number(ask('clock', '')) / 1e6;

export function wakeAfter(callback, milliseconds) {
  waiting.push({ callback, due: milliseconds > 0 ? now() + milliseconds : 0 });
}

// Wakes the first that is due, after its time; whether there was any.
export function turn() {
  if (waiting.length === 0) return false;
  const next = waiting.reduce((first, one) => (one.due < first.due ? one : first));
  waiting = waiting.filter((one) => one !== next);
  const wait = next.due === 0 ? 0 : next.due - now();
  if (wait > 0) ask('sleep', String(Math.ceil(wait)));
  next.callback();
  return true;
}
