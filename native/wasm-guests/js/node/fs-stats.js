// node:fs's Stats and Dirent.

const KINDS = { 'regular-file': 0o100000, directory: 0o040000, 'symbolic-link': 0o120000, fifo: 0o010000,
  'character-device': 0o020000, 'block-device': 0o060000, socket: 0o140000 };
const milliseconds = (time) => (time === undefined || time === null ? 0 : Number(time.seconds) * 1000 + time.nanoseconds / 1e6);

class Kind {
  isFile() { return this.is('regular-file'); }
  isDirectory() { return this.is('directory'); }
  isSymbolicLink() { return this.is('symbolic-link'); }
  isFIFO() { return this.is('fifo'); }
  isSocket() { return this.is('socket'); }
  isCharacterDevice() { return this.is('character-device'); }
  isBlockDevice() { return this.is('block-device'); }
}

export class Stats extends Kind {
  constructor(found) {
    super();
    // WASI tells no modes and owners: these are what most files have.
    const mode = (KINDS[found.type] ?? 0) | (found.type === 'directory' ? 0o755 : 0o644);
    const size = Number(found.size);
    Object.assign(this, { dev: 1, mode, nlink: Number(found.linkCount), uid: 1000, gid: 1000, rdev: 0, blksize: 4096,
      ino: 0, size, blocks: Math.ceil(size / 512), atimeMs: milliseconds(found.dataAccessTimestamp),
      mtimeMs: milliseconds(found.dataModificationTimestamp), ctimeMs: milliseconds(found.statusChangeTimestamp) });
    this.birthtimeMs = this.ctimeMs;
    for (const name of ['atime', 'mtime', 'ctime', 'birthtime']) this[name] = new Date(this[`${name}Ms`]);
    Object.defineProperty(this, 'is', { value: (type) => type === found.type, enumerable: false });
  }
}

export class Dirent extends Kind {
  constructor(name, parentPath, type) {
    super();
    Object.assign(this, { name, parentPath, path: parentPath });
    Object.defineProperty(this, 'is', { value: (wanted) => type === wanted, enumerable: false });
  }
}
