// The many methods of arrays.
const a = [5, 1, 4, 2, 3];
console.log([...a].sort(), [...a].sort((x, y) => y - x), a.toSorted?.() ?? [...a].sort(), a.map((x) => x * 2), a.filter((x) => x % 2), a.reduce((s, x) => s + x, 0));
console.log(a.slice(-2), a.indexOf(4), a.includes(9), a.find((x) => x > 3), a.findIndex((x) => x > 9), a.findLast((x) => x < 3), a.at(-1), a.join('-'));
console.log([1, [2, [3, [4]]]].flat(Infinity), ['a b', 'c'].flatMap((s) => s.split(' ')), Array.from({ length: 3 }, (_, i) => i * i), Array.of(7), Array(3).fill(0));
const b = [1, 2, 3, 4, 5];
console.log(b.splice(1, 2, 'x'), b, b.reverse(), b.unshift(0), b.push(9), b.pop(), b.shift(), b.copyWithin(0, 2), [1, 2, 3].entries().next(), [...'ab'].keys().next());
console.log([3, 20, 100].sort(), ['b', undefined, 'a'].sort(), [1, 2, 3].some((x) => x > 2), [].every((x) => false), [[1, 2], [3]].toString(), [1, , 3], [,].length);
console.log([1, 2, 3, 4].lastIndexOf(4), [1, 2].concat([3], 4, [[5]]), Array.isArray([]), [..."héllo"].length, [1, 2, 3].reduceRight((s, x) => s + x, ''));
