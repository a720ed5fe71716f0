// Ends the instance at once: nothing of the program runs any more.
import { exit } from 'wasi:cli/exit@0.2.0';
import { exitCode } from './reports.js';

export function exitNow(code) {
  exitCode(code & 255);
  exit({ tag: (code & 255) === 0 ? 'ok' : 'err', val: undefined });
}
