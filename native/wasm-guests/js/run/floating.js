// Promises that nobody handles. The engine tells of none, so a program's text is changed to show us what it starts
// (`seen`) and what it waits for (`handled`); what has a reaction is handled, too.

const state = { onRejected: null };
const known = new WeakSet();
const hasHandler = new WeakSet();
const rejected = [];
const engineThen = Promise.prototype.then;

export const whenRejected = (callback) => { state.onRejected = callback; };

export function handled(value) {
  if (value instanceof Promise) hasHandler.add(value);
  return value;
}

function see(promise) {
  if (known.has(promise)) return;
  known.add(promise);
  engineThen.call(promise, undefined, (reason) => { rejected.push({ promise, reason }); });
}

export function seen(value) {
  if (value instanceof Promise) see(value);
  return value;
}

// The value of a statement, which nobody has any more: of `list.map(async …)` it is a list of them.
export function dropped(value) {
  if (Array.isArray(value)) value.forEach(seen);
  return seen(value);
}

// Once all reactions have run: whoever has none by now gets none, as node has it.
export function endRejected() {
  while (rejected.length > 0) {
    const { promise, reason } = rejected.shift();
    if (!hasHandler.has(promise)) state.onRejected(reason);
  }
}

function patch(prototype, name, make) {
  const value = make(prototype[name]);
  Object.defineProperty(value, 'name', { value: name, configurable: true });
  Object.defineProperty(prototype, name, { value, writable: true, configurable: true, enumerable: false });
}

export function install() {
  patch(Promise.prototype, 'then', () => ({
    then(onFulfilled, onRejected) {
      handled(this);
      return engineThen.call(this, onFulfilled, onRejected);
    },
  }).then);
  // The only ones that drop what their callback gives.
  for (const { prototype } of [Array, Map, Set]) {
    patch(prototype, 'forEach', (forEach) => ({
      forEach(callback, self) {
        const isCallable = typeof callback === 'function';
        return forEach.call(this, isCallable ? (...values) => { seen(callback.apply(self, values)); } : callback);
      },
    }).forEach);
    Object.defineProperty(prototype.forEach, 'length', { value: 1, configurable: true });
  }
}
