// node:path, the POSIX one.
import { cwd } from '../host/disk.js';

export const sep = '/';
export const delimiter = ':';

function check(value, name) {
  if (typeof value !== 'string') {
    const error = new TypeError(`The "${name}" argument must be of type string. Received ${value === null ? 'null' : typeof value === 'object' ? 'an instance of Object' : typeof value === 'undefined' ? 'undefined' : `type ${typeof value} (${String(value)})`}`);
    throw Object.assign(error, { code: 'ERR_INVALID_ARG_TYPE' });
  }
}

// Without '.', '..' and empty parts; '..' that lead out stay unless the path is absolute.
function reduced(parts, isAbsolute) {
  const kept = [];
  for (const part of parts) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!isAbsolute) kept.push('..');
  }
  return kept.join('/');
}

export const isAbsolute = (path) => { check(path, 'path'); return path.startsWith('/'); };

export function normalize(path) {
  check(path, 'path');
  if (path === '') return '.';
  const inner = reduced(path.split('/'), path.startsWith('/'));
  const slash = path.endsWith('/') && inner !== '' ? '/' : '';
  if (path.startsWith('/')) return `/${inner}${slash}`;
  return inner === '' ? (path.endsWith('/') ? './' : '.') : inner + slash;
}

export function join(...paths) {
  for (const path of paths) check(path, 'path');
  const joined = paths.filter((path) => path !== '').join('/');
  return joined === '' ? '.' : normalize(joined);
}

export function resolve(...paths) {
  let whole = '';
  for (let at = paths.length - 1; at >= 0 && !whole.startsWith('/'); at--) {
    check(paths[at], `paths[${at}]`);
    if (paths[at] !== '') whole = whole === '' ? paths[at] : `${paths[at]}/${whole}`;
  }
  if (!whole.startsWith('/')) whole = `${cwd()}/${whole}`;
  return `/${reduced(whole.split('/'), true)}`;
}

export function relative(from, to) {
  const [a, b] = [resolve(from), resolve(to)].map((path) => path.split('/').filter((part) => part !== ''));
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same++;
  return [...a.slice(same).map(() => '..'), ...b.slice(same)].join('/');
}

export function dirname(path) {
  check(path, 'path');
  const trimmed = path.replace(/\/+$/, '');
  const at = trimmed.lastIndexOf('/');
  if (at === -1) return path.startsWith('/') ? '/' : '.';
  return trimmed.slice(0, at).replace(/\/+$/, '') || '/';
}

export function basename(path, suffix) {
  check(path, 'path');
  const name = path.replace(/\/+$/, '').split('/').at(-1);
  return suffix !== undefined && name !== suffix && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
}

export function extname(path) {
  const name = basename(path);
  const at = name.lastIndexOf('.');
  return at <= 0 ? '' : name.slice(at);
}

export function parse(path) {
  check(path, 'path');
  const base = basename(path);
  const ext = extname(path);
  const root = path.startsWith('/') ? '/' : '';
  const dir = path.replace(/\/+$/, '').includes('/') ? dirname(path) : root;
  return { root, dir, base, ext, name: ext === '' ? base : base.slice(0, -ext.length) };
}

export function format({ root = '', dir, base, name = '', ext = '' }) {
  const last = base ?? `${name}${ext === '' || ext.startsWith('.') ? ext : `.${ext}`}`;
  if (!dir) return root + last;
  return dir === root ? dir + last : `${dir}/${last}`;
}

export const toNamespacedPath = (path) => path;
export const posix = { sep, delimiter, isAbsolute, normalize, join, resolve, relative, dirname, basename, extname, parse, format, toNamespacedPath };
posix.posix = posix;
