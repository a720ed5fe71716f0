// node's own argument errors.
import { inspect } from '../language/inspect.js';

export function coded(Type, code, message) {
  const error = new Type(message);
  error.code = code;
  // node shows the code beside the class.
  Object.defineProperty(error, 'stack', { value: error.stack.replace(/^(\w+)/, `$1 [${code}]`), writable: true, configurable: true, enumerable: false });
  return error;
}

export function received(value) {
  if (value === null || value === undefined) return `Received ${value}`;
  if (typeof value === 'function') return `Received function ${value.name}`;
  if (typeof value === 'object') {
    return value.constructor?.name ? `Received an instance of ${value.constructor.name}` : `Received ${inspect(value, { depth: -1 })}`;
  }
  let shown = inspect(value, { colors: false });
  if (shown.length > 28) shown = `${shown.slice(0, 25)}...`;
  return `Received type ${typeof value} (${shown})`;
}

export const badArgument = (name, expected, value) =>
  coded(TypeError, 'ERR_INVALID_ARG_TYPE', `The "${name}" argument must be ${expected}. ${received(value)}`);
