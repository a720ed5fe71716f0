// Promises that nobody will look at: the values of mere calls and of the program's callbacks.

const state = { onRejected: null };

export const whenRejected = (callback) => { state.onRejected = callback; };

export function seen(value) {
  if (value instanceof Promise) value.then(undefined, (reason) => state.onRejected(reason));
  return value;
}
