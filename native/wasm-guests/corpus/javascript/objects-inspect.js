// How objects of many shapes are shown.
class Point { constructor(x, y) { this.x = x; this.y = y; } get sum() { return this.x + this.y; } }
class Empty {}
console.log({}, { a: 1 }, { 'b-c': 2, 3: 'three', [Symbol('s')]: 4 }, new Point(1, 2), new Empty(), Object.create(null));
console.log({ a: 'x'.repeat(40), b: 'y'.repeat(40) });
console.log({ nested: { deep: { deeper: { deepest: { bottom: 1 } } } }, list: [[[[1]]]] });
console.log({ get a() { return 1; }, set b(v) {}, get c() { return 1; }, set c(v) {}, f() {}, g: () => {}, h: async () => {}, *i() {} });
const loop = { name: 'loop' }; loop.self = loop; loop.list = [loop];
console.log(loop);
console.log({ u: undefined, n: null, s: 'it\'s', d: new Date(0), r: /x/g, e: Symbol.iterator, big: 10n, nan: NaN });
console.log(new Map([['a', { b: 1 }], [{ k: 1 }, [1, 2]]]), new Set(['a', { b: 2 }]), new Map(), new WeakMap());
console.log([new Point(1, 2)], { p: new Point(3, 4) }, Point, Empty, class extends Point {}, new (class Sub extends Point {})(5, 6));
console.log('%s %s %d %i %f %j %o %O %% %c', 'str', { a: 1 }, '42', 3.9, '1.5', { j: [1] }, 'o', { deep: { er: {} } }, 'css', 'extra', 1);
console.log(new Number(1), new String('s'), new Boolean(true), Object(Symbol('q')), [new Date(NaN)], -0, 1e21, 'top "level" string');
