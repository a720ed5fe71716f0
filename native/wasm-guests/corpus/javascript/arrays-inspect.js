// How arrays of many shapes are shown.
console.log([], [[]], [1, 2, 3], ['a', 'b'], [undefined, null, NaN, -0, 0]);
console.log(Array.from({ length: 120 }, (_, i) => i));
console.log(Array.from({ length: 27 }, (_, i) => 'item' + i));
console.log([[1, 2, [3, 4, [5, [6]]]], { a: { b: { c: { d: 1 } } } }]);
console.log(['x'.repeat(90), 'y']);
console.log([1.5, 22.75, 333.125, 4, 5, 6, 7, 8, 9, 10]);
console.log([{ a: 1, b: 'two' }, { a: 3, b: 'four' }]);
console.log(Object.assign([1, 2], { extra: true }), new Array(5), [1, , , 4]);
console.log([true, false, true, false, true, false, true, false], [() => 1, function named() {}, class K {}]);
