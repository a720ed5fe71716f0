// componentize.mjs GUEST.wit OUT.wasm: the snapshot of StarlingMonkey with the runner beside this folder.
// Runs in a copy of the sources whose parent has node_modules.
import { componentize } from '@bytecodealliance/componentize-js';
import { copyFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { tables } from './tables.mjs';

const [guest, out] = process.argv.slice(2);
const ours = (path) => fileURLToPath(new URL(path, import.meta.url));

copyFileSync(guest, ours('../wit/guest.wit'));
// The parser of programs that are ES modules; the component can import relative paths only.
copyFileSync(createRequire(import.meta.url).resolve('acorn').replace(/\.js$/, '.mjs'), ours('../modules/acorn.mjs'));
writeFileSync(ours('../language/tables.js'), tables());
const { component } = await componentize({
  sourcePath: ours('../main.js'),
  witPath: ours('../wit'),
  worldName: 'js',
  // Else the component would want wasi:http.
  disableFeatures: ['http', 'fetch-event'],
});
writeFileSync(out, component);
