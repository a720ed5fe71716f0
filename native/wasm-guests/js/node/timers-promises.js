// node:timers/promises.
import * as timers from '../run/timers.js';

function abortable(signal, begin) {
  return new Promise((resolve, reject) => {
    const stop = begin(resolve);
    const abort = () => {
      stop();
      reject(Object.assign(new Error('The operation was aborted', { cause: signal.reason }), { name: 'AbortError', code: 'ABORT_ERR' }));
    };
    if (signal?.aborted) abort();
    else signal?.addEventListener('abort', abort, { once: true });
  });
}

export const setTimeout = (delay, value, options) => abortable(options?.signal, (resolve) => {
  const timer = timers.setTimeout(() => resolve(value), delay);
  if (options?.ref === false) timer.unref();
  return () => timers.clearTimeout(timer);
});
export const setImmediate = (value, options) => abortable(options?.signal, (resolve) => {
  const immediate = timers.setImmediate(() => resolve(value));
  return () => timers.clearImmediate(immediate);
});

export async function* setInterval(delay, value) {
  for (;;) yield await setTimeout(delay, value);
}

export default { setTimeout, setImmediate, setInterval, scheduler: { wait: (delay) => setTimeout(delay), yield: () => setImmediate() } };
