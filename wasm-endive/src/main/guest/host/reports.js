// What is told to the host, for the diagnosis of a program that fails.
import { ask } from './door.js';

// The host takes no longer ones.
const LONGEST_TEXT = 400;
const told = new Set();

export const shortened = (text) => (text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT - 1)}…`);

function report(fields) {
  const line = JSON.stringify(fields);
  if (!told.has(line)) {
    told.add(line);
    ask('report', line);
  }
}

export function unsupported(what, detail) {
  report({ kind: 'unsupported', what, detail: shortened(detail) });
}

export function network(destination, call) {
  report({ kind: 'network', destination: shortened(destination), call });
}

export function uncaught(fields) {
  report({ kind: 'uncaught', ...fields });
}
