// Grouping, aggregating and printing a report.
const orders = [{ who: 'ann', item: 'pen', qty: 3, price: 1.2 }, { who: 'bob', item: 'ink', qty: 1, price: 7.5 }, { who: 'ann', item: 'pad', qty: 2, price: 3.333 }];
const by = (key, list) => list.reduce((m, o) => ((m[o[key]] ??= []).push(o), m), {});
for (const [who, list] of Object.entries(by('who', orders))) console.log(`${who.padEnd(6)}|${list.reduce((s, o) => s + o.qty * o.price, 0).toFixed(2).padStart(8)} | ${list.map((o) => o.item).join(', ')}`);
console.table(orders); console.table(new Map([['k', 1]])); console.table({ a: { x: 1 }, b: { y: 2 } }); console.table([1, 'two', { three: 3 }]); console.table('no table');
const csv = 'name,age\n"Smith, J",42\nÖzil,30\n';
const rows = csv.trim().split('\n').map((l) => [...l.matchAll(/("([^"]*)"|[^,]+)/g)].map((m) => m[2] ?? m[1]));
console.log(rows, rows.slice(1).map(([n, a]) => ({ n, a: +a })));
const wrap = (t, w) => t.split(' ').reduce((ls, x) => ((ls.at(-1) + ' ' + x).length > w ? ls.push(x) : (ls[ls.length - 1] += (ls.at(-1) ? ' ' : '') + x), ls), ['']);
console.log(wrap('the quick brown fox jumps over the lazy dog', 16).join('\n'));
