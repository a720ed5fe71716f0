// Sorting algorithms, stability, comparators.
const data = Array.from({ length: 40 }, (_, i) => (i * 7919) % 101);
const quick = (a) => (a.length < 2 ? a : [...quick(a.slice(1).filter((x) => x < a[0])), a[0], ...quick(a.slice(1).filter((x) => x >= a[0]))]);
const merge = (a) => { if (a.length < 2) return a; const m = a.length >> 1, l = merge(a.slice(0, m)), r = merge(a.slice(m)), out = []; while (l.length && r.length) out.push(l[0] <= r[0] ? l.shift() : r.shift()); return [...out, ...l, ...r]; };
const bubble = (a) => { a = [...a]; for (let i = 0; i < a.length; i++) for (let j = 0; j + 1 < a.length - i; j++) if (a[j] > a[j + 1]) [a[j], a[j + 1]] = [a[j + 1], a[j]]; return a; };
const expected = [...data].sort((a, b) => a - b).join();
for (const f of [quick, merge, bubble]) console.log(f.name, f(data).join() === expected);
console.log([{ n: 'b', v: 1 }, { n: 'a', v: 1 }, { n: 'c', v: 0 }].sort((x, y) => x.v - y.v), ['10', '9', '1'].sort(), ['é', 'z', 'a', 'Z'].sort((a, b) => a.localeCompare(b)), [3, 1, 2].sort(() => 0), quick(data));
