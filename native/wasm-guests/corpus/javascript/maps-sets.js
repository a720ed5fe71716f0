// Map, Set, WeakMap, WeakRef, Symbol, Proxy, Reflect.
const m = new Map([['a', 1], [NaN, 'nan'], [{}, 'obj']]);
m.set('a', 2).delete('zzz');
console.log(m.size, m.get(NaN), [...m.keys()], m, new Map([...m].filter(([k]) => typeof k === 'string')), m.entries());
const s = new Set('hello');
console.log(s, s.has('e'), [...s].join(''), new Set([1, 2, 3].filter((x) => new Set([2, 3]).has(x))), s.values());
const counts = {}; for (const c of 'banana') counts[c] = (counts[c] || 0) + 1;
console.log(counts, [...new Map(Object.entries(counts))].sort((a, b) => b[1] - a[1]));
const logged = new Proxy({ x: 1 }, { get: (t, k) => (k in t ? t[k] : `no ${String(k)}`), set(t, k, v) { if (v < 0) throw new RangeError('negative'); t[k] = v; return true; }, has: (t, k) => k.startsWith('x'), deleteProperty: () => true, ownKeys: () => ['x'] });
logged.y = 5;
console.log(logged.y, logged.zzz, 'xyz' in logged, Object.keys(logged));
try { logged.y = -1; } catch (e) { console.log(e.message); }
console.log(Reflect.ownKeys({ b: 1, [Symbol('s')]: 2 }), Reflect.has({ a: 1 }, 'a'), Symbol('d').description, Symbol.for('k') === Symbol.for('k'), new WeakMap([[m, 1]]).get(m), new WeakRef(m).deref() === m);
