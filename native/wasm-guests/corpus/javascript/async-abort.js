// AbortController, events, timers as promises.
const { setTimeout: sleep } = require('timers/promises');
const EventEmitter = require('events');
const ac = new AbortController();
ac.signal.addEventListener('abort', () => console.log('aborted'));
(async () => {
  console.log(await sleep(5, 'slept'));
  setTimeout(() => ac.abort(), 5);
  try { await sleep(1000, null, { signal: ac.signal }); } catch (e) { console.log(e.name, e.code); }
  const e = new EventEmitter();
  setTimeout(() => e.emit('ready', 1, 2), 1);
  console.log(await EventEmitter.once(e, 'ready'), ac.signal.aborted);
  const target = new EventTarget();
  target.addEventListener('x', (ev) => console.log(ev.type, ev instanceof Event));
  target.dispatchEvent(new Event('x'));
})();
