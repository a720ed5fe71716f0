// Errors: classes of one's own, causes, finally, aggregate, stack's first line, instanceof.
class HttpError extends Error { constructor(status, message, options) { super(message, options); this.name = 'HttpError'; this.status = status; } }
try { try { throw new Error('inner'); } catch (e) { throw new HttpError(500, 'outer', { cause: e }); } } catch (e) {
  console.log(e.name, e.message, e.status, e.cause.message, e instanceof HttpError, e instanceof Error, String(e), Object.keys(e), e.stack.split('\n').length > 1, e.toString === Error.prototype.toString);
}
const order = () => { try { return 'try'; } finally { console.log('finally'); } };
console.log(order(), (() => { for (const x of [1, 2]) { try { continue; } finally { console.log('f', x); } } return 'end'; })());
for (const f of [() => null.x, () => undefined(), () => { const c = 1; c = 2; }, () => missing, () => (1).toFixed(101), () => [].reduce((a) => a), () => new Array(-1), () => 'x'.repeat(-1), () => { 'use strict'; Object.freeze([1]).push(2); }, () => BigInt(1.5), () => 1n + 1, () => decodeURIComponent('%'), () => Symbol() + '', () => new (class { constructor() { tdz; let tdz; } })(), () => JSON.parse('{')]) try { f(); console.log('no error'); } catch (e) { console.log(e.name, e.constructor.name); }
const err = new AggregateError([new Error('a'), new TypeError('b')], 'many');
console.log(err.errors.length, err.message, new TypeError('t') instanceof Error, Error('no new').message, new Error('x', { cause: 'y' }).cause, Object.prototype.toString.call(err));
try { throw { code: 1 }; } catch ({ code }) { console.log(code); }
try { throw null; } catch { console.log('null thrown'); }
