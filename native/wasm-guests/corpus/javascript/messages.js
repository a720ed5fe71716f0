// The texts of the engine's own errors, as programs print them.
const tell = (f) => { try { f(); } catch (e) { console.log(e.message); } };
tell(() => null.foo); tell(() => undefined.bar()); tell(() => { const o = {}; o.a.b; }); tell(() => { let f = 5; f(); }); tell(() => missing); tell(() => { const c = 1; c = 2; });
tell(() => { x; let x = 1; }); tell(() => new Array(-1)); tell(() => JSON.parse('{bad')); tell(() => JSON.parse('')); tell(() => [...5]); tell(() => { const [a] = null; }); tell(() => { const { a } = null; });
tell(() => (function f() { f(); })()); tell(() => { class A { constructor() {} } A(); }); tell(() => 1n + 1); tell(() => 'x'.repeat(-1)); tell(() => decodeURIComponent('%')); tell(() => Symbol() + ''); tell(() => { 'use strict'; Object.freeze({ a: 1 }).a = 2; }); tell(() => new 5); tell(() => ({}).x.y.z);
