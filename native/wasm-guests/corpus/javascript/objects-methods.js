// Object's static methods, spread, getters, freezing.
const o = { b: 2, a: 1, 10: 'ten', 9: 'nine' };
console.log(Object.keys(o), Object.entries(o), Object.values(o), { ...o, a: 9 }, Object.assign({}, o, { c: 3 }), Object.fromEntries([['x', 1]]));
const f = Object.freeze({ a: { b: 1 } });
f.a.b = 2; f.c = 3;
console.log(f, Object.isFrozen(f), Object.isSealed({}), Object.getOwnPropertyNames('ab'), Object.hasOwn(o, 'a'), 'toString' in o);
const d = Object.defineProperty({}, 'hidden', { value: 1, enumerable: false });
console.log(d, d.hidden, JSON.stringify(d), Object.getOwnPropertyDescriptor(d, 'hidden'), delete o.b, o.b?.c?.d, o.zzz ?? 'default');
const { a, ...rest } = o, [x, , y = 5, ...more] = [1, 2, undefined, 4, 5];
console.log(a, rest, x, y, more, (({ p: { q = 7 } = {} }) => q)({}));
for (const k in Object.create({ inherited: 1 }, { own: { value: 2, enumerable: true } })) console.log(k);
console.log(Object.groupBy ? 'grouped' : 'grouped', typeof null, typeof undefined, typeof 1n, typeof Symbol(), typeof (() => 1), void 0);
