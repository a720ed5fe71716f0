// What is told to the worker, for the diagnosis of a program that fails.
import { tell } from 'cofferdam:guest/host';

const OTHER_RUNTIMES = 'runc, runsc';
// The worker takes 2 KiB a report, which has at most three texts of such length, and names.
const LONGEST_TEXT = 500;
export const LONGEST_NAME = 100;
const told = new Set();

// In bytes of the report.
function cost(character) {
  const written = JSON.stringify(character).length - 2;
  const code = character.codePointAt(0);
  return written > character.length || code < 0x80 ? written : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

export function shortened(text, longest = LONGEST_TEXT) {
  let left = longest;
  let kept = 0;
  for (const character of text) {
    left -= cost(character);
    if (left < 0) return `${text.slice(0, kept)}…`;
    if (left >= 3) kept += character.length; // there is room for the mark
  }
  return text;
}

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
