// What is here when the image is made, and what the host calls.
import './web.js';
import './language/decoder.js';
import { ask, close } from './host/door.js';
import { turn } from './host/turns.js';
import * as errors from './language/errors.js';
import * as integers from './language/integers.js';
import * as iterators from './language/iterators.js';
import * as locale from './language/locale.js';
import * as random from './language/random.js';
import { run } from './run/program.js';

errors.install();
integers.install();
iterators.install();
locale.install();
random.install();
close();

const state = { begun: false };

// Called by the host again and again; says itself when there is nothing more to do.
export function step() {
  if (!state.begun) {
    state.begun = true;
    run(ask('request', '')).then((code) => ask('exit', String(code & 255)), (error) => ask('failed', String(error?.stack ?? error)));
  } else if (!turn()) {
    ask('stuck', '');
  }
}
