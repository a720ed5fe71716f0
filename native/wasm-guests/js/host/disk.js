// Files by path: which preopened directory a path belongs to, and WASI's calls on it.
import { getDirectories } from 'wasi:filesystem/preopens@0.2.0';
import { attempt, failure } from './failures.js';

const FOLLOW = { symlinkFollow: true };
const NO_FOLLOW = { symlinkFollow: false };
// A read or write goes in pieces of this size.
const PIECE = 1 << 20;
const place = { cwd: '/' };
let mounts;

// Deepest first, so that a mount within another wins. Fetched late, as the snapshot has none.
function preopens() {
  mounts ??= getDirectories()
    .map(([descriptor, path]) => ({ descriptor, path: path.replace(/\/+$/, '') }))
    .sort((a, b) => b.path.length - a.path.length);
  return mounts;
}

export function absolute(path) {
  const parts = [];
  for (const part of (path.startsWith('/') ? path : `${place.cwd}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

export const cwd = () => place.cwd;

export function chdir(path) {
  if (stat(path, true, 'chdir').type !== 'directory') throw failure('not-directory', 'chdir', path);
  place.cwd = absolute(path);
}

function locate(path, syscall) {
  const whole = absolute(path);
  for (const { descriptor, path: root } of preopens()) {
    if (whole === root || whole.startsWith(`${root}/`)) {
      return [descriptor, whole.slice(root.length + 1) || '.'];
    }
  }
  throw failure('no-entry', syscall, path);
}

function at(path, syscall, call, dest) {
  const [base, relative] = locate(path, syscall);
  return attempt(syscall, path, dest, () => call(base, relative));
}

function isAboveMounts(path) {
  const whole = absolute(path);
  return preopens().some(({ path: root }) => root.startsWith(whole === '/' ? '/' : `${whole}/`));
}

export function stat(path, follow, syscall = follow ? 'stat' : 'lstat') {
  if (isAboveMounts(path)) return { type: 'directory', linkCount: 1n, size: 0n };
  return at(path, syscall, (base, name) => base.statAt(follow ? FOLLOW : NO_FOLLOW, name));
}

// Opens a file: `mode` has read, write, create, exclusive, truncate, directory.
export function open(path, mode, syscall = 'open') {
  const how = {
    create: !!mode.create, directory: !!mode.directory, exclusive: !!mode.exclusive, truncate: !!mode.truncate,
  };
  const access = { read: mode.read !== false, write: !!mode.write, mutateDirectory: !!mode.directory };
  return at(path, syscall, (base, name) => base.openAt(FOLLOW, name, how, access));
}

export function read(descriptor, length, position, syscall = 'read') {
  const [bytes] = attempt(syscall, undefined, undefined, () =>
    descriptor.read(BigInt(Math.min(length, PIECE)), BigInt(position)));
  return bytes;
}

export function readAll(descriptor) {
  const pieces = [];
  let total = 0;
  for (;;) {
    const bytes = read(descriptor, PIECE, total);
    if (bytes.length === 0) break;
    pieces.push(bytes);
    total += bytes.length;
  }
  const whole = new Uint8Array(total);
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}

export function writeAll(descriptor, bytes, position) {
  let done = 0;
  while (done < bytes.length) {
    const piece = bytes.subarray(done, done + PIECE);
    done += Number(attempt('write', undefined, undefined, () => descriptor.write(piece, BigInt(position + done))));
  }
  return done;
}

export const sizeOf = (descriptor) => Number(attempt('fstat', undefined, undefined, () => descriptor.stat()).size);
export const statOf = (descriptor) => attempt('fstat', undefined, undefined, () => descriptor.stat());
export const resize = (descriptor, size) =>
  attempt('ftruncate', undefined, undefined, () => descriptor.setSize(BigInt(size)));

// The entries of a directory as {name, type}, by name.
export function list(path) {
  const found = new Map();
  const whole = absolute(path);
  // A mount's parents are no directories of WASI's, but a program may look into them.
  for (const { path: root } of preopens()) {
    const begin = whole === '/' ? '/' : `${whole}/`;
    const name = root.startsWith(begin) ? root.slice(begin.length).split('/')[0] : '';
    if (name !== '') found.set(name, { name, type: 'directory' });
  }
  if (found.size === 0 || !isAboveMounts(path)) {
    const folder = open(path, { directory: true }, 'scandir');
    attempt('scandir', path, undefined, () => {
      const stream = folder.readDirectory();
      for (let entry = stream.readDirectoryEntry(); entry; entry = stream.readDirectoryEntry()) {
        found.set(entry.name, entry);
      }
    });
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

export const makeDirectory = (path) => at(path, 'mkdir', (base, name) => base.createDirectoryAt(name));
export const removeDirectory = (path) => at(path, 'rmdir', (base, name) => base.removeDirectoryAt(name));
export const unlink = (path) => at(path, 'unlink', (base, name) => base.unlinkFileAt(name));
export const readlink = (path) => at(path, 'readlink', (base, name) => base.readlinkAt(name));
export const symlink = (target, path) => at(path, 'symlink', (base, name) => base.symlinkAt(target, name));

export function rename(from, to) {
  const [toBase, toName] = locate(to, 'rename');
  at(from, 'rename', (base, name) => base.renameAt(name, toBase, toName), to);
}

export function link(from, to) {
  const [toBase, toName] = locate(to, 'link');
  at(from, 'link', (base, name) => base.linkAt(NO_FOLLOW, name, toBase, toName), to);
}

export function setTimes(path, accessed, modified) {
  const time = (seconds) => ({
    tag: 'timestamp',
    val: { seconds: BigInt(Math.floor(seconds)), nanoseconds: Math.round((seconds % 1) * 1e9) },
  });
  at(path, 'utime', (base, name) => base.setTimesAt(FOLLOW, name, time(accessed), time(modified)));
}
