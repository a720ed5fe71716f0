// require(): files within the mounts, JSON, and node's own modules.
import * as disk from '../host/disk.js';
import { shiftFirstLine } from '../language/errors.js';
import * as path from '../node/path.js';
import { builtIn, isBuiltIn } from './builtins.js';
import { instrument } from './instrument.js';
import { placeOf, remember, setPlace } from './sources.js';

const HEAD = '(function (exports, require, module, __filename, __dirname) {';
const decoder = new TextDecoder();
const cache = Object.create(null);
// As `node:module`'s Module: what `module` is in a program.
export class Module {
  constructor(id) {
    Object.assign(this, { id, path: path.resolve(path.dirname(id)), exports: {}, filename: id, loaded: false, children: [], paths: [] });
    for (let at = this.path; ; at = path.dirname(at)) {
      this.paths.push(path.join(at, 'node_modules'));
      if (at === '/') break;
    }
    this.require = requireFrom(this);
  }

  _compile(source, filename) {
    runCommonJs(this, source, filename);
  }
}

Module._cache = cache;
Module.createRequire = (from) => requireFrom(new Module(`${from}`.replace(/^file:\/\//, '')));
Module.isBuiltin = isBuiltIn;

function isFile(file) {
  try {
    return disk.stat(file, true).type === 'regular-file';
  } catch {
    return false;
  }
}

export const readText = (file) => decoder.decode(disk.readAll(disk.open(file, { read: true })));

function asFile(file) {
  return [file, `${file}.js`, `${file}.json`, `${file}.mjs`, `${file}.cjs`].find(isFile);
}

function asFolder(folder) {
  const manifest = path.join(folder, 'package.json');
  if (isFile(manifest)) {
    const { main, exports } = JSON.parse(readText(manifest));
    const entry = entryOf(exports) ?? main;
    const found = entry && (asFile(path.join(folder, entry)) ?? asFile(path.join(folder, entry, 'index')));
    if (found) return found;
  }
  return asFile(path.join(folder, 'index'));
}

// The main entry of a package's `exports`.
function entryOf(exports) {
  if (typeof exports === 'string' || exports === undefined) return exports;
  const root = exports['.'] ?? exports;
  if (typeof root === 'string') return root;
  return entryOf(root.require ?? root.node ?? root.default ?? root.import);
}

export function resolve(request, folder, lookups = []) {
  if (/^(\.{1,2}(\/|$)|\/)/.test(request)) {
    const target = path.resolve(folder, request);
    const found = (request.endsWith('/') ? undefined : asFile(target)) ?? asFolder(target);
    if (found) return found;
  } else {
    for (const root of lookups) {
      const found = asFile(path.join(root, request)) ?? asFolder(path.join(root, request));
      if (found) return found;
    }
  }
  return undefined;
}

export function notFound(request, from) {
  const error = new Error(`Cannot find module '${request}'\nRequire stack:\n- ${from}`);
  // For the report; not the program's business.
  if (!/^[./]/.test(request)) Object.defineProperty(error, 'missing', { value: request, enumerable: false });
  return Object.assign(error, { code: 'MODULE_NOT_FOUND', requireStack: [from] });
}

export function requireFrom(parent) {
  const require = (request) => {
    if (typeof request !== 'string' || request === '') {
      throw Object.assign(new TypeError(`The "id" argument must be of type string. Received ${typeof request}`), { code: 'ERR_INVALID_ARG_TYPE' });
    }
    if (isBuiltIn(request)) return builtIn(request, parent);
    const file = require.resolve(request);
    return load(file, parent).exports;
  };
  require.resolve = (request) => {
    if (isBuiltIn(request)) return request;
    const file = resolve(request, parent.path, parent.paths);
    if (file === undefined) throw notFound(request, parent.id === '.' ? parent.filename : parent.id);
    return file;
  };
  require.cache = cache;
  require.main = Module.main;
  require.extensions = { '.js': null, '.json': null };
  return require;
}

function load(file, parent) {
  if (cache[file] !== undefined) return cache[file];
  const module = new Module(file);
  cache[file] = module;
  parent.children?.push(module);
  try {
    if (file.endsWith('.json')) module.exports = parseJson(file);
    else if (file.endsWith('.mjs')) module.exports = Module.requireEsm(file);
    else runCommonJs(module, readText(file), file);
  } catch (error) {
    delete cache[file];
    throw error;
  }
  module.loaded = true;
  return module;
}

function parseJson(file) {
  try {
    return JSON.parse(readText(file).replace(/^\ufeff/, ''));
  } catch (error) {
    error.message = `${file}: ${error.message}`;
    throw error;
  }
}

// `shown` is the text before our changes, for messages.
export function compile(head, source, tail, file, shown = source) {
  remember(file, shown);
  shiftFirstLine(file, head.length);
  try {
    return (0, eval)(`${head}${source}\n${tail}\n//# sourceURL=${file}`);
  } catch (error) {
    if (error instanceof SyntaxError && placeOf(error) === undefined) {
      const line = Number(error.lineNumber);
      setPlace(error, { file, line, column: Number(error.columnNumber) - (line === 1 ? head.length : 0) });
    }
    throw error;
  }
}

export const withoutHashBang = (source) => source.replace(/^\ufeff/, '').replace(/^#!.*/, '');

export function runCommonJs(module, source, file) {
  const plain = withoutHashBang(source);
  const body = compile(HEAD, instrument(plain, file), '})', file, plain);
  body.call(module.exports, module.exports, module.require, module, file, path.dirname(file));
}

// Set by the ES module loader.
Module.requireEsm = null;
Module.main = undefined;
