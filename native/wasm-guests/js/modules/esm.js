// ES modules: the engine loads none at run time, so each becomes an async function.
import { shiftColumns } from '../language/errors.js';
import { builtIn, isBuiltIn } from './builtins.js';
import { compile, Module, notFound, readText, requireFrom, resolve, withoutHashBang } from './commonjs.js';
import { Edits } from './edits.js';
import { changeCalls, DYNAMIC } from './instrument.js';
import { asModule, names, walk } from './parse.js';
import { eachReference } from './references.js';
import * as path from '../node/path.js';

const HEAD = `(async function (__from__, __export__, __meta__, ${DYNAMIC}) { "use strict"; `;
const loaded = new Map();

class Translation {
  constructor(source) {
    this.edits = new Edits(source);
    // Specifiers in their order, what of them is bound, and what is exported.
    this.requests = [];
    this.bindings = [];
    this.getters = [];
    this.stars = [];
  }

  from(specifier) {
    let at = this.requests.indexOf(specifier);
    if (at === -1) at = this.requests.push(specifier) - 1;
    return `__from__[${at}]`;
  }

  exported(name, value) {
    this.getters.push(`get ${JSON.stringify(name)}() { return ${value}; }`);
  }
}

const nameOf = (node) => (node.type === 'Literal' ? node.value : node.name);
const member = (object, name) => (name === '*' ? object : `${object}[${JSON.stringify(name)}]`);

function translateImport(node, translation) {
  const from = translation.from(node.source.value);
  for (const specifier of node.specifiers) {
    const name = specifier.type === 'ImportDefaultSpecifier' ? 'default'
      : specifier.type === 'ImportNamespaceSpecifier' ? '*' : nameOf(specifier.imported);
    translation.bindings.push({ local: specifier.local.name, from, name, source: node.source.value });
  }
  translation.edits.blank(node.start, node.end);
}

function translateDefault(node, translation) {
  const { declaration } = node;
  const isDeclared = /Declaration$/.test(declaration.type) && declaration.id;
  if (isDeclared) {
    translation.edits.blank(node.start, declaration.start);
    translation.exported('default', declaration.id.name);
  } else {
    translation.edits.replace(node.start, declaration.start, 'const __default__ = ');
    translation.exported('default', '__default__');
    if (/Declaration$/.test(declaration.type)) translation.edits.insert(declaration.end, ';');
  }
}

function translateNamed(node, translation) {
  if (node.declaration) {
    translation.edits.blank(node.start, node.declaration.start);
    for (const name of names(node.declaration)) translation.exported(name, name);
    return;
  }
  const from = node.source ? translation.from(node.source.value) : null;
  for (const specifier of node.specifiers) {
    const local = nameOf(specifier.local);
    const bound = from === null && translation.bindings.find((one) => one.local === local);
    translation.exported(nameOf(specifier.exported), bound ? member(bound.from, bound.name) : from === null ? local : member(from, local));
  }
  translation.edits.blank(node.start, node.end);
}

function translateAll(node, translation) {
  const from = translation.from(node.source.value);
  if (node.exported) translation.exported(nameOf(node.exported), from);
  else translation.stars.push(from);
  translation.edits.blank(node.start, node.end);
}

const TRANSLATE = {
  ImportDeclaration: translateImport,
  ExportDefaultDeclaration: translateDefault,
  ExportNamedDeclaration: translateNamed,
  ExportAllDeclaration: translateAll,
};

// An imported name stands for the other module's value at that time.
function translateReferences(tree, translation) {
  const values = new Map(translation.bindings.map(({ local, from, name }) => [local, member(from, name)]));
  if (values.size === 0) return;
  eachReference(tree, values, (node, parent) => {
    const value = values.get(node.name);
    // A call must not get the namespace as its `this`.
    const isCallee = parent.type === 'CallExpression' && parent.callee === node || parent.type === 'TaggedTemplateExpression';
    const text = parent.type === 'Property' && parent.shorthand ? `${node.name}: ${value}` : isCallee ? `(0, ${value})` : value;
    translation.edits.replace(node.start, node.end, text);
  });
}

function translate(source, file) {
  const tree = asModule(source);
  const translation = new Translation(source);
  // Imports first: an export may be of what is imported further down.
  for (const node of tree.body) if (node.type === 'ImportDeclaration') translateImport(node, translation);
  for (const node of tree.body) if (node.type !== 'ImportDeclaration') TRANSLATE[node.type]?.(node, translation);
  changeCalls(tree, translation.edits);
  translateReferences(tree, translation);
  walk(tree, (node) => {
    if (node.type === 'MetaProperty' && node.meta.name === 'import') translation.edits.replace(node.start, node.end, '__meta__');
  });
  const moved = {};
  const text = translation.edits.apply(moved);
  shiftColumns(file, moved);
  return { ...translation, text };
}

// One module: its namespace is there before it ran, as circles of imports need.
function record(file) {
  if (!loaded.has(file)) {
    const namespace = Object.create(null, { [Symbol.toStringTag]: { value: 'Module' } });
    loaded.set(file, { namespace, ran: null });
  }
  return loaded.get(file);
}

export function run(file, source) {
  const module = record(file);
  module.ran ??= evaluate(file, source, module.namespace);
  return module.ran;
}

async function evaluate(file, source, namespace) {
  const plain = withoutHashBang(source);
  const { requests, bindings, getters, stars, text } = translate(plain, file);
  const head = `${HEAD}__export__({ ${getters.join(', ')} }, [${stars.join(', ')}]); `;
  const from = [];
  for (const request of requests) from.push(await load(request, file));
  for (const { name, source: request } of bindings) checkName(from[requests.indexOf(request)], name, request);
  const body = compile(head, text, '})', file, plain);
  const add = (own, others) => addExports(namespace, own, others);
  await body(from, add, metaOf(file), (request) => load(String(request), file));
  return namespace;
}

function checkName(namespace, name, request) {
  if (name === '*' || name in namespace) return;
  throw new SyntaxError(`The requested module '${request}' does not provide an export named '${name}'`);
}

function addExports(namespace, own, others) {
  const found = new Map(Object.entries(Object.getOwnPropertyDescriptors(own)).map(([name, { get }]) => [name, get]));
  for (const other of others) {
    for (const name of Object.keys(other)) {
      if (name !== 'default' && !found.has(name)) found.set(name, () => other[name]);
    }
  }
  for (const name of [...found.keys()].sort()) {
    Object.defineProperty(namespace, name, { get: found.get(name), enumerable: true, configurable: true });
  }
}

function metaOf(file) {
  const url = `file://${file}`;
  return { url, filename: file, dirname: path.dirname(file), resolve: (request) => new URL(request, url).href };
}

// A built-in or CommonJS module as a namespace.
function wrapped(exports) {
  const namespace = Object.create(null, { [Symbol.toStringTag]: { value: 'Module' } });
  if ((typeof exports === 'object' || typeof exports === 'function') && exports !== null) {
    for (const name of Object.keys(exports)) {
      Object.defineProperty(namespace, name, { get: () => exports[name], enumerable: true });
    }
  }
  Object.defineProperty(namespace, 'default', { value: exports, enumerable: true });
  return namespace;
}

export async function load(request, from) {
  if (isBuiltIn(request)) return wrapped(builtIn(request));
  const parent = new Module(from);
  const plain = request.startsWith('file:') ? new URL(request).pathname : request;
  const file = resolve(plain, parent.path, parent.paths);
  if (file === undefined) throw missing(request, from);
  if (file.endsWith('.json') || file.endsWith('.cjs')) return wrapped(requireFrom(parent)(file));
  const source = readText(file);
  if (!file.endsWith('.mjs') && !isModule(source)) return wrapped(requireFrom(parent)(file));
  const module = record(file);
  // In a circle of imports the other one waits for us: it gets the namespace as it is.
  if (module.ran !== null && module.namespace) return circular(module);
  await run(file, source);
  return module.namespace;
}

async function circular(module) {
  await Promise.race([module.ran, Promise.resolve()]);
  return module.namespace;
}

function missing(request, from) {
  const error = notFound(request, from);
  const what = /^[./]|^file:/.test(request) ? 'module' : 'package';
  const shown = what === 'module' ? path.resolve(path.dirname(from), request) : request;
  error.message = `Cannot find ${what} '${shown}' imported from ${from}`;
  error.code = 'ERR_MODULE_NOT_FOUND';
  delete error.requireStack;
  return error;
}

// Whether a text is an ES module, by what only those have.
export function isModule(source) {
  if (!/\b(import|export|await)\b/.test(source)) return false;
  let tree;
  try {
    tree = asModule(withoutHashBang(source));
  } catch {
    return false;
  }
  let found = tree.body.some((node) => node.type in TRANSLATE);
  if (!found) found = hasTopLevelAwait(tree);
  if (!found) walk(tree, (node) => { found ||= node.type === 'MetaProperty' && node.meta.name === 'import'; });
  return found;
}

function hasTopLevelAwait(node) {
  if (/Function/.test(node.type)) return false;
  if (node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await)) return true;
  return Object.values(node).some((child) => (Array.isArray(child)
    ? child.some((one) => typeof one?.type === 'string' && hasTopLevelAwait(one))
    : typeof child?.type === 'string' && hasTopLevelAwait(child)));
}
