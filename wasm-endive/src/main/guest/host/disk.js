// There are no files here but the program itself: what asks for one is told who has them.
import { failure } from './failures.js';
import { unsupported } from './reports.js';

const place = { cwd: '/' };
export const WHAT = 'files';

export function absolute(path) {
  const parts = [];
  for (const part of (path.startsWith('/') ? path : `${place.cwd}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

export const cwd = () => place.cwd;
export const chdir = (path) => { place.cwd = absolute(path); };

function refuse(syscall, path) {
  unsupported(WHAT, `${syscall} ${path ?? ''}`.trim());
  const error = failure('unsupported', syscall, path);
  // For the report of what ended the program.
  Object.defineProperty(error, 'unsupported', { value: WHAT, enumerable: false });
  throw error;
}

export const stat = (path, follow, syscall = follow ? 'stat' : 'lstat') => refuse(syscall, path);
export const open = (path, mode, syscall = 'open') => refuse(syscall, path);
export const read = () => refuse('read');
export const readAll = () => refuse('read');
export const writeAll = () => refuse('write');
export const sizeOf = () => refuse('fstat');
export const statOf = () => refuse('fstat');
export const resize = () => refuse('ftruncate');
export const list = (path) => refuse('scandir', path);
export const makeDirectory = (path) => refuse('mkdir', path);
export const removeDirectory = (path) => refuse('rmdir', path);
export const unlink = (path) => refuse('unlink', path);
export const readlink = (path) => refuse('readlink', path);
export const symlink = (target, path) => refuse('symlink', path);
export const rename = (from) => refuse('rename', from);
export const link = (from) => refuse('link', from);
export const setTimes = (path) => refuse('utime', path);
