// The order of ticks, micro tasks, timers and immediates.
console.log('1 sync');
setTimeout(() => {
  console.log('timeout 0');
  setImmediate(() => { console.log('immediate'); later(); });
  process.nextTick(() => console.log('tick in timer'));
  Promise.resolve().then(() => console.log('micro in timer'));
}, 0);
Promise.resolve().then(() => console.log('micro 1')).then(() => console.log('micro 2'));
process.nextTick(() => console.log('tick'));
queueMicrotask(() => console.log('queued'));
(async () => { console.log('2 async start'); await null; console.log('after await'); })();
new Promise((r) => { console.log('3 executor'); r(); }).then(() => process.nextTick(() => console.log('tick in micro')));
const cancelled = setTimeout(() => console.log('never'), 1); clearTimeout(cancelled);
function later() {
  let count = 0;
  const iv = setInterval(() => { console.log('interval', ++count); if (count === 3) { clearInterval(iv); setTimeout((a, b) => console.log('args', a, b), 30, 'A', 'B'); } }, 5);
}
console.log('4 sync end');
process.on('exit', (code) => console.log('exit', code));
