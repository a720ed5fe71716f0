// node:util.
import { isDeepEqual } from '../language/equal.js';
import { format, formatWithOptions } from '../language/format.js';
import { inspect } from '../language/inspect.js';
import { badArgument } from './invalid.js';
import { parseArgs } from './parse-args.js';
import { types } from './types.js';

const CUSTOM_PROMISIFY = Symbol.for('nodejs.util.promisify.custom');

export function promisify(original) {
  if (typeof original !== 'function') throw badArgument('original', 'of type function', original);
  if (original[CUSTOM_PROMISIFY]) return original[CUSTOM_PROMISIFY];
  const promised = function (...values) {
    return new Promise((resolve, reject) => {
      original.call(this, ...values, (error, value) => (error ? reject(error) : resolve(value)));
    });
  };
  Object.setPrototypeOf(promised, Object.getPrototypeOf(original));
  return Object.defineProperties(promised, Object.getOwnPropertyDescriptors(original));
}

promisify.custom = CUSTOM_PROMISIFY;

export function callbackify(original) {
  return function (...values) {
    const callback = values.pop();
    original.apply(this, values).then(
      (value) => process.nextTick(callback, null, value),
      (error) => process.nextTick(callback, error ?? Object.assign(new Error('Promise was rejected with a falsy value'), { reason: error })),
    );
  };
}

export function inherits(constructor, parent) {
  Object.defineProperty(constructor, 'super_', { value: parent, writable: true, configurable: true });
  Object.setPrototypeOf(constructor.prototype, parent.prototype);
}

export function deprecate(fn, message, code) {
  let warned = false;
  return function (...values) {
    if (!warned) process.emitWarning(message, 'DeprecationWarning', code);
    warned = true;
    return new.target ? Reflect.construct(fn, values, new.target) : fn.apply(this, values);
  };
}

const STYLES = { bold: [1, 22], dim: [2, 22], italic: [3, 23], underline: [4, 24], inverse: [7, 27], black: [30, 39],
  red: [31, 39], green: [32, 39], yellow: [33, 39], blue: [34, 39], magenta: [35, 39], cyan: [36, 39], white: [37, 39], gray: [90, 39] };
for (const [name, codes] of Object.entries(STYLES)) inspect.colors[name] = codes;

function styleText(styles, text) {
  return [styles].flat().reduceRight((inner, style) => `\u001b[${STYLES[style][0]}m${inner}\u001b[${STYLES[style][1]}m`, text);
}

const util = {
  inspect, format, formatWithOptions, promisify, callbackify, inherits, deprecate, types, parseArgs, styleText,
  isDeepStrictEqual: (a, b) => isDeepEqual(a, b, true),
  isArray: Array.isArray,
  TextEncoder, TextDecoder,
  debuglog: () => Object.assign(() => {}, { enabled: false }),
  stripVTControlCharacters: (text) => text.replace(/\u001b\[[0-9;]*[A-Za-z]/g, ''),
  toUSVString: (text) => text.toWellFormed(),
  getSystemErrorName: (number) => `Unknown system error ${number}`,
  aborted: (signal) => new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true })),
};
util.debug = util.debuglog;

export default util;
