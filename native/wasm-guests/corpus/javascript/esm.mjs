// ES modules: named, default, namespace, dynamic, JSON by fs, import.meta, top-level await.
import def, { value, bump, default as same } from './esm-lib.mjs';
import * as all from './esm-lib.mjs';
import { readFileSync } from 'node:fs';
import path, { join } from 'path';
import cjs from './old.cjs';
console.log(def(), value, same === def, Object.keys(all), cjs.kind, join('a', 'b'), path.join === join, typeof readFileSync);
bump(); console.log(all.value, value);
const lazy = await import('./esm-lib.mjs'); console.log(lazy.value === all.value, lazy === all);
console.log(import.meta.url.startsWith('file://'), import.meta.url.endsWith('esm.mjs'), typeof require, this, typeof import.meta.dirname);
export const own = await Promise.resolve(5); console.log(own);
try { await import('./missing.mjs'); } catch (e) { console.log(e.code); }
export default class Thing {} console.log(new Thing());
