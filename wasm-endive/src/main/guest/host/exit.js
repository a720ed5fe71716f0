// Ends the instance at once: nothing of the program runs any more.
import { ask } from './door.js';

export function exitNow(code) {
  ask('exit', String(code & 255));
}
