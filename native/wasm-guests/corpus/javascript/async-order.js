// The order of ticks, micro tasks, timers and immediates.
console.log('1 sync');
setTimeout(() => console.log('timeout 0'), 0);
setTimeout(() => console.log('timeout 400'), 400);
setImmediate(() => setTimeout(() => console.log('after immediate'), 1));
Promise.resolve().then(() => console.log('micro 1')).then(() => console.log('micro 2'));
process.nextTick(() => console.log('tick'));
queueMicrotask(() => console.log('queued'));
(async () => { console.log('2 async start'); await null; console.log('after await'); })();
new Promise((r) => { console.log('3 executor'); r(); }).then(() => process.nextTick(() => console.log('tick in micro')));
const iv = setInterval(() => { console.log('interval'); clearInterval(iv); }, 200);
const cancelled = setTimeout(() => console.log('never'), 1); clearTimeout(cancelled);
setTimeout((a, b) => console.log('args', a, b), 300, 'A', 'B');
console.log('4 sync end');
process.on('exit', (code) => console.log('exit', code));
