// The component's application: what is here when the snapshot is taken, and the export.
import * as errors from './language/errors.js';
import * as locale from './language/locale.js';
import * as random from './language/random.js';
import { run } from './run/program.js';

errors.install();
locale.install();
random.install();

// An async export: the engine's event loop runs until it is done.
export async function exec(request) {
  return run(request);
}
