// node:async_hooks: a store for what runs within it. It does not follow through awaited promises of others.

export class AsyncLocalStorage {
  #store;

  run(store, callback, ...values) {
    const before = this.#store;
    this.#store = store;
    let result;
    try {
      result = callback(...values);
    } catch (error) {
      this.#store = before;
      throw error;
    }
    // An async callback keeps its store until it is done: runs one after the other see their own.
    if (result instanceof Promise) return result.finally(() => { this.#store = before; });
    this.#store = before;
    return result;
  }

  exit(callback, ...values) { return this.run(undefined, callback, ...values); }
  getStore() { return this.#store; }
  enterWith(store) { this.#store = store; }
  disable() { this.#store = undefined; }
}

export class AsyncResource {
  constructor(type) { this.type = type; }
  runInAsyncScope(callback, self, ...values) { return callback.apply(self, values); }
  emitDestroy() { return this; }
}

export default { AsyncLocalStorage, AsyncResource, executionAsyncId: () => 1, triggerAsyncId: () => 0, createHook: () => ({ enable() {}, disable() {} }) };
