// What is told to the worker, for the diagnosis of a program that fails.
import { tell } from 'cofferdam:guest/host';

const OTHER_RUNTIMES = 'runc, runsc';
// The worker takes 2 KiB a report.
const LONGEST_TEXT = 400;
const told = new Set();

export const shortened = (text) => (text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT - 1)}…`);

function report(fields) {
  const line = JSON.stringify(fields);
  if (!told.has(line)) {
    told.add(line);
    tell(line);
  }
}

export function unsupported(what, detail) {
  report({ kind: 'unsupported', what, detail: shortened(detail), with: OTHER_RUNTIMES });
}

export function network(destination, call) {
  report({ kind: 'network', destination: shortened(destination), call });
}

export function uncaught(fields) {
  report({ kind: 'uncaught', ...fields });
}

// WASI knows success and failure only; the worker takes the code from here.
export function exitCode(code) {
  tell(JSON.stringify({ kind: 'exit', code }));
}
