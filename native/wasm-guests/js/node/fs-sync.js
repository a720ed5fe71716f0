// node:fs's calls that answer at once; the others are made of these.
import * as disk from '../host/disk.js';
import { failure } from '../host/failures.js';
import { read as readStdin, write as writeStream } from '../host/streams.js';
import { asBuffer, Buffer } from './buffer.js';
import { Dirent, Stats } from './fs-stats.js';
import { badArgument, coded } from './invalid.js';
import * as path from './path.js';

// Open files by number; 0 to 2 are the streams.
const files = new Map();
let nextNumber = 10;
const encodingOf = (options) => (typeof options === 'string' ? options : options?.encoding);

export function pathOf(value, name = 'path') {
  if (value instanceof URL) return decodeURIComponent(value.pathname);
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  if (typeof value !== 'string') throw badArgument(name, 'of type string or an instance of Buffer or URL', value);
  if (value.includes('\0')) throw coded(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument '${name}' must be a string, Uint8Array, or URL without null bytes. Received ${JSON.stringify(value)}`);
  return value;
}

const MODES = {
  r: { read: true }, 'r+': { read: true, write: true },
  w: { read: false, write: true, create: true, truncate: true }, 'w+': { read: true, write: true, create: true, truncate: true },
  a: { read: false, write: true, create: true, append: true }, 'a+': { read: true, write: true, create: true, append: true },
};

function modeOf(flags) {
  if (typeof flags === 'number') {
    return { read: (flags & 3) !== 1, write: (flags & 3) !== 0, create: !!(flags & 0o100), exclusive: !!(flags & 0o200), truncate: !!(flags & 0o1000), append: !!(flags & 0o2000) };
  }
  const mode = MODES[flags.replace(/[xs]/g, '')];
  if (mode === undefined) throw coded(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'flags' is invalid. Received '${flags}'`);
  return { ...mode, exclusive: flags.includes('x') };
}

function asBytes(data, encoding) {
  if (typeof data === 'string') return Buffer.from(data, encoding ?? 'utf8');
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  throw badArgument('data', 'of type string or an instance of Buffer, TypedArray, or DataView', data);
}

export function openSync(file, flags = 'r') {
  const mode = modeOf(flags ?? 'r');
  const descriptor = disk.open(pathOf(file), mode);
  const number = nextNumber++;
  files.set(number, { descriptor, position: 0, append: mode.append, path: pathOf(file) });
  return number;
}

function opened(number, syscall) {
  const file = files.get(number);
  if (file === undefined) throw failure('bad-descriptor', syscall);
  return file;
}

export function closeSync(number) {
  if (number > 2) {
    opened(number, 'close');
    files.delete(number);
  }
}

function allOfStdin() {
  const pieces = [];
  for (let piece = readStdin(65536); piece !== null; piece = readStdin(65536)) pieces.push(piece);
  return Buffer.concat(pieces);
}

export function readFileSync(file, options) {
  const encoding = encodingOf(options);
  const isStdin = file === 0 || file === '/dev/stdin';
  let bytes;
  if (isStdin) bytes = allOfStdin();
  else if (typeof file === 'number') bytes = disk.readAll(opened(file, 'read').descriptor);
  else bytes = readWhole(pathOf(file));
  const buffer = asBuffer(bytes);
  return encoding && encoding !== 'buffer' ? buffer.toString(encoding) : buffer;
}

function readWhole(file) {
  const descriptor = disk.open(file, { read: true });
  if (disk.statOf(descriptor).type === 'directory') throw failure('is-directory', 'read');
  return disk.readAll(descriptor);
}

function writeWith(flag, file, data, options) {
  const bytes = asBytes(data, encodingOf(options));
  if (typeof file === 'number') return void writeSync(file, bytes);
  const mode = modeOf(options?.flag ?? flag);
  const descriptor = disk.open(pathOf(file), mode);
  disk.writeAll(descriptor, bytes, mode.append ? disk.sizeOf(descriptor) : 0);
}

export const writeFileSync = (file, data, options) => writeWith('w', file, data, options);
export const appendFileSync = (file, data, options) => writeWith('a', file, data, options);

export function readSync(number, buffer, offsetOrOptions = 0, length = buffer.byteLength - offsetOrOptions, position = null) {
  if (typeof offsetOrOptions === 'object' && offsetOrOptions !== null) {
    const { offset = 0, length: most = buffer.byteLength - offset, position: from = null } = offsetOrOptions;
    return readSync(number, buffer, offset, most, from);
  }
  const target = new Uint8Array(buffer.buffer, buffer.byteOffset + offsetOrOptions, length);
  if (number === 0) {
    const bytes = readStdin(length) ?? new Uint8Array();
    target.set(bytes);
    return bytes.length;
  }
  const file = opened(number, 'read');
  const bytes = disk.read(file.descriptor, length, position ?? file.position);
  target.set(bytes);
  if (position === null || position === -1) file.position += bytes.length;
  return bytes.length;
}

export function writeSync(number, data, offset, length, position) {
  const isText = typeof data === 'string';
  const all = asBytes(data, isText ? length : undefined);
  const bytes = isText ? all : all.subarray(offset ?? 0, (offset ?? 0) + (length ?? all.length));
  const place = isText ? offset : position;
  if (number === 1 || number === 2) {
    writeStream(number, bytes);
    return bytes.length;
  }
  const file = opened(number, 'write');
  const at = file.append ? disk.sizeOf(file.descriptor) : typeof place === 'number' ? place : file.position;
  disk.writeAll(file.descriptor, bytes, at);
  if (typeof place !== 'number') file.position = at + bytes.length;
  return bytes.length;
}

const stats = (follow) => (file, options) => {
  try {
    return new Stats(disk.stat(pathOf(file), follow));
  } catch (error) {
    if (options?.throwIfNoEntry === false && error.code === 'ENOENT') return undefined;
    throw error;
  }
};
export const statSync = stats(true);
export const lstatSync = stats(false);
export const fstatSync = (number) => new Stats(number <= 2 ? { type: 'character-device', linkCount: 1, size: 0 } : disk.statOf(opened(number, 'fstat').descriptor));

export function existsSync(file) {
  try {
    disk.stat(pathOf(file), true);
    return true;
  } catch {
    return false;
  }
}

export function accessSync(file, mode = 0) {
  const target = pathOf(file);
  disk.stat(target, true, 'access');
  // Only trying tells whether one may write; opening changes nothing.
  if (mode & 2 && disk.stat(target, true).type === 'regular-file') disk.open(target, { write: true, read: false }, 'access');
}

export function mkdirSync(folder, options) {
  const target = pathOf(folder);
  if (!options?.recursive) return void disk.makeDirectory(target);
  let first;
  const parts = disk.absolute(target).split('/').slice(1);
  for (let count = 1; count <= parts.length; count++) {
    const part = `/${parts.slice(0, count).join('/')}`;
    if (existsSync(part)) continue;
    disk.makeDirectory(part);
    first ??= part;
  }
  if (!statSync(target).isDirectory()) throw failure('exist', 'mkdir', target);
  return first;
}

export function mkdtempSync(prefix) {
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
  const suffix = Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => letters[byte % letters.length]).join('');
  disk.makeDirectory(prefix + suffix);
  return prefix + suffix;
}

export function readdirSync(folder, options) {
  const target = pathOf(folder);
  const entries = disk.list(target).flatMap((entry) => [{ ...entry, parent: target, shown: entry.name },
    ...(options?.recursive && entry.type === 'directory' ? below(path.join(target, entry.name), entry.name) : [])]);
  if (options?.withFileTypes) return entries.map((entry) => new Dirent(entry.name, entry.parent, entry.type));
  return entries.map((entry) => entry.shown);
}

function below(folder, shown) {
  return disk.list(folder).flatMap((entry) => [{ ...entry, parent: folder, shown: `${shown}/${entry.name}` },
    ...(entry.type === 'directory' ? below(path.join(folder, entry.name), `${shown}/${entry.name}`) : [])]);
}

export function rmdirSync(folder, options) {
  if (options?.recursive) rmSync(folder, { recursive: true });
  else disk.removeDirectory(pathOf(folder));
}

export function rmSync(file, options) {
  const target = pathOf(file);
  let found;
  try {
    found = disk.stat(target, false, 'rm');
  } catch (error) {
    if (options?.force && error.code === 'ENOENT') return;
    throw error;
  }
  if (found.type !== 'directory') return void disk.unlink(target);
  if (!options?.recursive) {
    throw Object.assign(coded(Error, 'ERR_FS_EISDIR', `Path is a directory: rm returned EISDIR (is a directory) ${target}`), { errno: 21, syscall: 'rm', path: target });
  }
  for (const { name } of disk.list(target)) rmSync(path.join(target, name), options);
  disk.removeDirectory(target);
}

export const unlinkSync = (file) => disk.unlink(pathOf(file));
export const renameSync = (from, to) => disk.rename(pathOf(from), pathOf(to));
export const linkSync = (from, to) => disk.link(pathOf(from), pathOf(to));
export const symlinkSync = (target, file) => disk.symlink(pathOf(target), pathOf(file));
export const readlinkSync = (file) => disk.readlink(pathOf(file));

export function realpathSync(file) {
  const target = disk.absolute(pathOf(file));
  const found = disk.stat(target, false, 'realpath');
  return found.type === 'symbolic-link' ? realpathSync(path.resolve(path.dirname(target), disk.readlink(target))) : target;
}

realpathSync.native = realpathSync;

export function copyFileSync(from, to, mode = 0) {
  const bytes = readWhole(pathOf(from));
  const target = disk.open(pathOf(to), { read: false, write: true, create: true, truncate: true, exclusive: !!(mode & 1) }, 'copyfile');
  disk.writeAll(target, bytes, 0);
}

export function cpSync(from, to, options) {
  if (!statSync(from).isDirectory()) return copyFileSync(from, to);
  if (!options?.recursive) throw coded(Error, 'ERR_FS_EISDIR', `Recursive option not enabled, cannot copy a directory: ${from}`);
  mkdirSync(to, { recursive: true });
  for (const { name } of disk.list(pathOf(from))) cpSync(path.join(from, name), path.join(to, name), options);
  return undefined;
}

export function truncateSync(file, length = 0) {
  disk.resize(disk.open(pathOf(file), { read: false, write: true }), length);
}

const secondsOf = (time) => (time instanceof Date ? time.getTime() / 1000 : Number(time));
export const utimesSync = (file, accessed, modified) => disk.setTimes(pathOf(file), secondsOf(accessed), secondsOf(modified));
export const ftruncateSync = (number, length = 0) => disk.resize(opened(number, 'ftruncate').descriptor, length);
export const fsyncSync = () => {};
export const fdatasyncSync = () => {};
// Files have no modes and owners here: only a file that is not there is an error.
export const chmodSync = (file) => void disk.stat(pathOf(file), true, 'chmod');
export const chownSync = (file) => void disk.stat(pathOf(file), true, 'chown');
export const fchmodSync = () => {};
export const constants = { F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1, COPYFILE_EXCL: 1, O_RDONLY: 0, O_WRONLY: 1, O_RDWR: 2, O_CREAT: 0o100, O_EXCL: 0o200, O_TRUNC: 0o1000, O_APPEND: 0o2000 };
