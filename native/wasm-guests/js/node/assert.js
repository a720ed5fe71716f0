// node:assert.
import { isDeepEqual } from '../language/equal.js';
import { inspect } from '../language/inspect.js';
import { handled } from '../run/floating.js';
import { difference } from './assert-text.js';
import { coded } from './invalid.js';

export class AssertionError extends Error {
  constructor({ message, actual, expected, operator, generated }) {
    super(message);
    Object.defineProperty(this, 'name', { value: 'AssertionError', writable: true, configurable: true, enumerable: false });
    const [heading, ...frames] = this.stack.split('\n    at ');
    const first = `AssertionError [ERR_ASSERTION]: ${message}`;
    Object.defineProperty(this, 'stack', { value: [first, ...frames].join('\n    at '), writable: true, configurable: true, enumerable: false });
    Object.assign(this, { generatedMessage: generated ?? false, code: 'ERR_ASSERTION', actual, expected, operator });
  }
}

function check(passed, message, fields, text) {
  if (passed) return;
  if (message instanceof Error) throw message;
  throw new AssertionError({ ...fields, message: message ?? text(), generated: message === undefined });
}

function ok(value, message) {
  check(value, message, { actual: value, expected: true, operator: '==' }, () =>
    (arguments.length === 0 ? 'No value argument passed to `assert.ok()`' : 'The expression evaluated to a falsy value'));
}

const assert = (value, message) => ok(value, message);

function comparing(operator, holds) {
  return (actual, expected, message) =>
    check(holds(actual, expected), message, { actual, expected, operator }, () => difference(actual, expected, operator));
}

const equalities = {
  equal: comparing('==', (a, b) => a == b || (Number.isNaN(a) && Number.isNaN(b))),
  notEqual: comparing('!=', (a, b) => a != b),
  strictEqual: comparing('strictEqual', Object.is),
  notStrictEqual: comparing('notStrictEqual', (a, b) => !Object.is(a, b)),
  deepEqual: comparing('deepEqual', (a, b) => isDeepEqual(a, b, false)),
  notDeepEqual: comparing('notDeepEqual', (a, b) => !isDeepEqual(a, b, false)),
  deepStrictEqual: comparing('deepStrictEqual', (a, b) => isDeepEqual(a, b, true)),
  notDeepStrictEqual: comparing('notDeepStrictEqual', (a, b) => !isDeepEqual(a, b, true)),
};

// Whether what was thrown is what was expected: a class, a pattern, a check or an object's properties.
function checkThrown(error, expected, message, operator) {
  if (expected === undefined || typeof expected === 'string') return;
  const fields = { actual: error, expected, operator };
  if (expected instanceof RegExp) {
    check(expected.test(String(error)), message, fields, () =>
      `The input did not match the regular expression ${inspect(expected)}. Input:\n\n${inspect(String(error))}\n`);
  } else if (typeof expected === 'function') {
    checkByFunction(error, expected, message, fields);
  } else {
    for (const key of expected instanceof Error ? ['name', 'message', ...Object.keys(expected)] : Object.keys(expected)) {
      const same = expected[key] instanceof RegExp && typeof error[key] === 'string'
        ? expected[key].test(error[key]) : isDeepEqual(error[key], expected[key], true);
      check(same, message, fields, () => difference(error[key], expected[key], 'deepStrictEqual'));
    }
  }
}

function checkByFunction(error, expected, message, fields) {
  if (expected.prototype !== undefined && error instanceof expected) return;
  if (Error.isPrototypeOf(expected) || expected === Error) {
    if (message === undefined && error instanceof Error) throw error;
    check(false, message, fields, () => `The error is expected to be an instance of "${expected.name}".`);
  }
  check(expected.call({}, error) === true, message, fields, () =>
    `The ${expected.name ? `"${expected.name}" ` : ''}validation function is expected to return "true". Received ${inspect(expected.call({}, error))}`);
}

const missing = (expected, message, what, operator) => check(false, typeof expected === 'string' ? undefined : message,
  { actual: undefined, expected, operator }, () =>
    `Missing expected ${what}${typeof expected === 'function' && expected.name ? ` (${expected.name}).` : typeof expected === 'string' ? `: ${expected}` : '.'}`);

const throwing = {
  throws(run, expected, message) {
    let thrown;
    try {
      run();
    } catch (error) {
      thrown = { error };
    }
    if (thrown === undefined) missing(expected, message, 'exception', 'throws');
    else checkThrown(thrown.error, expected, message, 'throws');
  },
  async rejects(promise, expected, message) {
    let thrown;
    try {
      await handled(typeof promise === 'function' ? promise() : promise);
    } catch (error) {
      thrown = { error };
    }
    if (thrown === undefined) missing(expected, message, 'rejection', 'rejects');
    else checkThrown(thrown.error, expected, message, 'rejects');
  },
  doesNotThrow(run, message) {
    try {
      run();
    } catch (error) {
      check(false, typeof message === 'string' ? message : undefined, { actual: error, expected: undefined, operator: 'doesNotThrow' },
        () => `Got unwanted exception.\nActual message: "${error?.message}"`);
    }
  },
  async doesNotReject(promise) {
    await handled(typeof promise === 'function' ? promise() : promise);
  },
};

const others = {
  ok,
  fail(message = 'Failed') {
    if (message instanceof Error) throw message;
    throw new AssertionError({ message, operator: 'fail', generated: false });
  },
  ifError(value) {
    if (value !== null && value !== undefined) throw new AssertionError({ message: `ifError got unwanted exception: ${value.message ?? inspect(value)}`, actual: value, expected: null, operator: 'ifError' });
  },
  match(text, pattern, message) {
    check(typeof text === 'string' && pattern.test(text), message, { actual: text, expected: pattern, operator: 'match' }, () =>
      `The input did not match the regular expression ${inspect(pattern)}. Input:\n\n${inspect(text)}\n`);
  },
  doesNotMatch(text, pattern, message) {
    check(!pattern.test(text), message, { actual: text, expected: pattern, operator: 'doesNotMatch' }, () =>
      `The input was expected to not match the regular expression ${inspect(pattern)}. Input:\n\n${inspect(text)}\n`);
  },
  AssertionError,
};
Object.assign(assert, equalities, throwing, others);
assert.strict = Object.assign((value, message) => ok(value, message), assert, {
  equal: assert.strictEqual, notEqual: assert.notStrictEqual, deepEqual: assert.deepStrictEqual, notDeepEqual: assert.notDeepStrictEqual,
});
assert.strict.strict = assert.strict;

export { coded };
export default assert;
