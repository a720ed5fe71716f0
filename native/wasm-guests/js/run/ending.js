// How a program ends: uncaught errors as node prints them, and its exit code.
import { LONGEST_NAME, shortened, unsupported, uncaught } from '../host/reports.js';
import { write } from '../host/streams.js';
import { frames, isOutOfMemory, isTooDeep } from '../language/errors.js';
import { inspect } from '../language/inspect.js';
import { translated } from '../language/messages.js';
import { placeOf, sourceLine } from '../modules/sources.js';

export const VERSION = 'v24.0.0';
// Flags beside the exit code, for the engine's diagnosis.
const OUT_OF_MEMORY = 256;
const TOO_DEEP = 512;

// Prints the error that ends the program; its exit code with the flags.
export function showUncaught(error, fromPromise = false) {
  translated(error);
  tellUncaught(error);
  try {
    write(2, uncaughtText(error, fromPromise));
  } catch {
    write(2, 'Uncaught error\n');
  }
  if (isOutOfMemory(error)) return 1 | OUT_OF_MEMORY;
  return isTooDeep(error) ? 1 | TOO_DEEP : 1;
}

function uncaughtText(error, fromPromise) {
  const end = `\n\nNode.js ${VERSION}\n`;
  if (error instanceof Error) {
    const shown = inspect(error, { depth: 5 });
    // Without frames it would be in brackets, as within other values.
    return `${where(error)}${shown.startsWith('[') && shown.endsWith(']') ? shown.slice(1, -1) : shown}${end}`;
  }
  if (fromPromise) {
    const reason = inspect(error);
    return `node:internal/process/promises\n            triggerUncaughtException(err, true /* fromPromise */);\n`
      + `            ^\n\n[UnhandledPromiseRejection: This error originated either by throwing inside of an async function `
      + `without a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with `
      + `the reason "${reason}".] {\n  code: 'ERR_UNHANDLED_REJECTION'\n}${end}`;
  }
  return `Uncaught:\n${inspect(error)}\n(Use \`node --trace-uncaught ...\` to show where the exception was thrown)${end}`;
}

// The line that threw, and a mark below it.
function where(error) {
  const at = placeOf(error) ?? frames(error)[0];
  if (at === undefined) return '';
  const line = sourceLine(at.file, at.line);
  if (line === undefined) return '';
  return `${at.file}:${at.line}\n${line}\n${' '.repeat(Math.max(0, at.column - 1))}^\n\n`;
}

function tellUncaught(error) {
  const fields = { type: typeof error, message: '' };
  try {
    if (error instanceof Error) {
      Object.assign(fields, { type: isOutOfMemory(error) ? 'MemoryError' : shortened(`${error.name}`, LONGEST_NAME), message: shortened(`${error.message}`) });
      if (typeof error.code === 'string') fields.errname = shortened(error.code, LONGEST_NAME);
      if (typeof error.errno === 'number') fields.errno = Math.abs(error.errno);
      if (typeof error.path === 'string') fields.path = shortened(error.path);
      if (error.unsupported !== undefined) fields.unsupported = shortened(`${error.unsupported}`, LONGEST_NAME);
    } else {
      fields.message = shortened(String(error));
    }
  } catch {
    // A report is a hint; the program's own error may do anything.
  }
  if (fields.errname === 'MODULE_NOT_FOUND' || fields.errname === 'ERR_MODULE_NOT_FOUND') {
    if (typeof error.missing === 'string') unsupported('npm', `require('${error.missing}')`);
  }
  uncaught(fields);
}
