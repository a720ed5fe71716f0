// Runs, while the snapshot is taken, what nearly every program runs.
import { format } from '../language/format.js';
import { instrument } from '../modules/instrument.js';
import { isModule } from '../modules/esm.js';
import { makeConsole } from './console.js';

const SAMPLE = `
import a, { b as c } from './x.mjs';
export const d = async ({ e, ...f }, [g] = [1]) => { try { await e?.h(...f); } catch (i) { console.log(i.message, \`\${g}\`); } };
export default class K extends Object { #p = 1; static s = 2; get v() { return this.#p ** 2; } *[Symbol.iterator]() { yield* [/x/g]; } }
for (const k of [1, 2]) { if (k) continue; else break; }
function l(m = {}) { switch (m) { case 1: return new Map(); default: throw new Error('x' + "y"); } }
let n = a ? c : l() || !d && ~1 | 2 ^ 3; do { n++; } while (n < 10); label: while (false) { delete n.x; }
main().then((r) => r);
`;

export function warmUp() {
  let shown = '';
  const console = makeConsole((text) => { shown += text; }, (text) => { shown += text; });
  console.log('%s %d %j', 'x', 1, {}, [1, 2, 3, 4, 5, 6, 7, 8], { a: 'b', c: [new Map([[1, 2]]), new Set([1])], d: undefined, e: null, f() {} }, new Error('x'));
  console.error(new Date(0), /x/, Symbol('s'), 1n, class A {}, new Uint8Array(2));
  console.table([{ a: 1 }]);
  isModule(SAMPLE);
  instrument(SAMPLE.replace(/^(import|export default|export) ?/gm, ''), '/warm.js');
  return format(shown).length;
}
