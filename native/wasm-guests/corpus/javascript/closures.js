// Closures, hoisting, this, call and apply, currying, memoising, IIFE.
const counter = () => { let n = 0; return { up: () => ++n, get value() { return n; } }; };
const c = counter(); c.up(); c.up();
console.log(c.value, c, hoisted(), (function () { return typeof inner; var inner = 1; })());
function hoisted() { return 'hoisted'; }
const fs = []; for (let i = 0; i < 3; i++) fs.push(() => i); for (var j = 0; j < 3; j++) fs.push(() => j);
console.log(fs.map((f) => f()));
const obj = { name: 'obj', regular() { return this.name; }, arrow: () => typeof this, nested() { return [1].map(() => this.name); } };
console.log(obj.regular(), obj.arrow(), obj.nested(), obj.regular.call({ name: 'other' }), Math.max.apply(null, [1, 5, 3]), obj.regular.bind({ name: 'bound' })());
const memo = (f, cache = new Map()) => (n) => (cache.has(n) ? cache.get(n) : (cache.set(n, f(n)), cache.get(n)));
const fib = memo((n) => (n < 2 ? n : fib(n - 1) + fib(n - 2)));
console.log(fib(80), ((a) => (b) => (x) => a + b + x)(1)(2)(3), (function () { return arguments.length; })(1, 2, 3), ((...xs) => xs)(1, 2), ((a, b = a * 2, ...r) => [a, b, r])(1));
const compose = (...f) => (x) => f.reduceRight((v, g) => g(v), x);
console.log(compose((x) => x + 1, (x) => x * 2)(5), [1, 2, 3].map(parseInt), (() => {}).name === '', counter.name, counter.length, (() => ({}))());
label: for (const a of [1, 2]) { for (const b of [1, 2]) { if (b === 2) continue label; if (a === 2) break label; console.log(a, b); } }
