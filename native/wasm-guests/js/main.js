// The component's application: what is here when the snapshot is taken, and the export.
import * as errors from './language/errors.js';
import * as iterators from './language/iterators.js';
import * as locale from './language/locale.js';
import * as messages from './language/messages.js';
import * as normal from './language/normal.js';
import * as properties from './language/properties.js';
import * as random from './language/random.js';
import * as floating from './run/floating.js';
import { run } from './run/program.js';
import { warmUp } from './run/warm.js';

errors.install();
floating.install();
iterators.install();
locale.install();
messages.install();
normal.install();
properties.install();
random.install();
// What has run once is compiled in the snapshot.
warmUp();

// An async export: the engine's event loop runs until it is done.
export async function exec(request) {
  return run(request);
}
