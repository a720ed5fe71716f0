// util: inspect options, format, promisify, types, isDeepStrictEqual, inherits.
const util = require('util');
const deep = { a: { b: { c: { d: { e: 1 } } } }, list: Array.from({ length: 8 }, (_, i) => i) };
console.log(util.inspect(deep, { depth: 0 }), util.inspect(deep, { depth: null }), util.inspect(deep, { compact: false, depth: 1 }), util.inspect('str'), util.inspect({ a: 1n, b: Symbol('x') }, { breakLength: 5 }), util.inspect([3, 1], { sorted: true }), util.inspect({ b: 1, a: 2 }, { sorted: true }), util.inspect('a'.repeat(5), { maxStringLength: 3 }), util.inspect([1, 2, 3, 4], { maxArrayLength: 2 }), util.inspect({ x: 'c' }, { colors: true }));
console.log(util.format('%s=%d', 'a', 1, 'rest', { o: 1 }), util.format(1, 2), util.format('%s', null, undefined), util.format('%%s %s', 'x'), util.format('%s', Symbol('q')), util.format('%j', { a: [1] }), util.format('%d', '0x10'), util.format('%i', '12.9'), util.format('%f', 'abc'));
class Money { constructor(n) { this.n = n; } [util.inspect.custom](depth, options) { return `Money<${this.n}>`; } }
console.log(new Money(5), [new Money(6)], { m: new Money(7) }, `${util.inspect(new Money(8))}`);
util.promisify((x, cb) => setTimeout(cb, 1, null, x * 2))(21).then((v) => console.log('promisified', v));
console.log(util.isDeepStrictEqual({ a: [1, new Set([1])] }, { a: [1, new Set([1])] }), util.isDeepStrictEqual([1], ['1']), util.types.isDate(new Date()), util.types.isRegExp(/x/), util.types.isPromise(Promise.resolve()), util.inspect(new Proxy({ a: 1 }, {})), util.stripVTControlCharacters('\u001b[31mred\u001b[0m'));
function Old() {} function Base() {} Base.prototype.hi = () => 'hi'; util.inherits(Old, Base); console.log(new Old().hi(), new Old());
