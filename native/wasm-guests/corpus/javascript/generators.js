// Generators: infinite, delegating, with values sent in, returning early; iterators.
function* naturals() { let n = 0; while (true) yield n++; }
function* take(n, it) { for (const x of it) { if (n-- <= 0) return; yield x; } }
function* both() { const r = yield* inner(); yield r; }
function* inner() { yield 'a'; return 'returned'; }
console.log([...take(5, naturals())], [...both()], Math.max(...take(4, naturals())));
function* talk() { try { const name = yield 'name?'; yield `hi ${name}`; } catch (e) { yield `caught ${e}`; } finally { console.log('cleanup'); } }
const t = talk();
console.log(t.next(), t.next('Bob'), t.throw('oops'), t.next(), t.return(5));
const u = talk(); u.next();
console.log(u.return('early'), u, talk, Object.prototype.toString.call(u));
const iterable = { from: 1, to: 4, [Symbol.iterator]() { let c = this.from, e = this.to; return { next: () => (c <= e ? { value: c++, done: false } : { value: undefined, done: true }), return() { console.log('closed'); return {}; } }; } };
for (const x of iterable) { if (x > 2) break; console.log(x); }
const [first, second] = iterable;
console.log(first, second, Array.from(iterable), Object.fromEntries(new Map([['k', 1]])), [...new Set([1, 1, 2])]);
const entries = Object.entries({ a: 1, b: 2 }).values();
console.log(entries.next().value, typeof entries[Symbol.iterator]);
