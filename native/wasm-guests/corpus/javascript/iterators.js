// Lazy pipelines over iterators, async generators, zipping and chunking.
const range = function* (from, to, step = 1) { for (let i = from; i < to; i += step) yield i; };
const map = (f) => function* (it) { for (const x of it) yield f(x); };
const filter = (f) => function* (it) { for (const x of it) if (f(x)) yield x; };
const pipe = (it, ...stages) => stages.reduce((acc, stage) => stage(acc), it);
console.log([...pipe(range(0, 20), filter((x) => x % 3 === 0), map((x) => x * x))]);
const zip = (...its) => its[0].map((_, i) => its.map((it) => it[i]));
const chunk = (a, n) => (a.length ? [a.slice(0, n), ...chunk(a.slice(n), n)] : []);
console.log(zip([1, 2, 3], ['a', 'b', 'c'], [true, false, true]), chunk([1, 2, 3, 4, 5], 2), Object.fromEntries(zip(['x', 'y'], [1, 2])));
class Tree {
  constructor(value, ...children) { this.value = value; this.children = children; }
  *[Symbol.iterator]() { yield this.value; for (const c of this.children) yield* c; }
  async *slow() { yield this.value; for (const c of this.children) { await null; yield* c.slow(); } }
}
const t = new Tree(1, new Tree(2, new Tree(3)), new Tree(4));
console.log([...t], Math.max(...t), t);
(async () => { const out = []; for await (const v of t.slow()) out.push(v); console.log(out); })();
