// WASI's error codes as node's errors.

// code, Linux's number, text; by WASI's name.
const FAILURES = {
  access: ['EACCES', 13, 'permission denied'],
  'would-block': ['EAGAIN', 11, 'resource temporarily unavailable'],
  'bad-descriptor': ['EBADF', 9, 'bad file descriptor'],
  busy: ['EBUSY', 16, 'resource busy or locked'],
  quota: ['EDQUOT', 122, 'disk quota exceeded'],
  exist: ['EEXIST', 17, 'file already exists'],
  'file-too-large': ['EFBIG', 27, 'file too large'],
  'illegal-byte-sequence': ['EILSEQ', 84, 'illegal byte sequence'],
  invalid: ['EINVAL', 22, 'invalid argument'],
  io: ['EIO', 5, 'i/o error'],
  'is-directory': ['EISDIR', 21, 'illegal operation on a directory'],
  loop: ['ELOOP', 40, 'too many symbolic links encountered'],
  'too-many-links': ['EMLINK', 31, 'too many links'],
  'name-too-long': ['ENAMETOOLONG', 36, 'name too long'],
  'no-entry': ['ENOENT', 2, 'no such file or directory'],
  'insufficient-memory': ['ENOMEM', 12, 'not enough memory'],
  'insufficient-space': ['ENOSPC', 28, 'no space left on device'],
  'not-directory': ['ENOTDIR', 20, 'not a directory'],
  'not-empty': ['ENOTEMPTY', 39, 'directory not empty'],
  unsupported: ['ENOTSUP', 95, 'operation not supported'],
  overflow: ['EOVERFLOW', 75, 'value too large'],
  // What leaves a preopened directory, too.
  'not-permitted': ['EPERM', 1, 'operation not permitted'],
  pipe: ['EPIPE', 32, 'broken pipe'],
  'read-only': ['EROFS', 30, 'read-only file system'],
  'invalid-seek': ['ESPIPE', 29, 'invalid seek'],
  'cross-device': ['EXDEV', 18, 'cross-device link not permitted'],
};

export function failure(name, syscall, path, dest) {
  const [code, number, text] = FAILURES[name] ?? ['EIO', 5, `i/o error (${name})`];
  const where = path === undefined ? '' : ` '${path}'`;
  const error = new Error(`${code}: ${text}, ${syscall}${where}${dest === undefined ? '' : ` -> '${dest}'`}`);
  Object.assign(error, { errno: -number, code, syscall });
  if (path !== undefined) error.path = path;
  if (dest !== undefined) error.dest = dest;
  return error;
}

// Runs a WASI call; what it throws becomes a failure.
export function attempt(syscall, path, dest, call) {
  try {
    return call();
  } catch (error) {
    if (error?.payload === undefined) throw error;
    throw failure(error.payload, syscall, path, dest);
  }
}
