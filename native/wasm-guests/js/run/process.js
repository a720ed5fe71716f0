// The global `process`.
import * as disk from '../host/disk.js';
import { exitNow } from '../host/exit.js';
import { read, write } from '../host/streams.js';
import { unsupported } from '../host/reports.js';
import { asBuffer } from '../node/buffer.js';
import EventEmitter from '../node/events.js';
import { coded } from '../node/invalid.js';
import { Readable, Writable } from '../node/stream.js';
import { VERSION } from './ending.js';
import { hold, nextTick, release, setImmediate } from './timers.js';

function output(fd) {
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, encoding, callback) {
      write(fd, typeof chunk === 'string' && encoding !== 'utf8' && encoding !== 'buffer' ? Buffer.from(chunk, encoding) : chunk);
      callback();
    },
  });
  // What was written is out at once, whatever comes after.
  return Object.assign(stream, { fd, isStandard: true, _type: 'pipe', getColorDepth: () => 1, hasColors: () => false, destroy: () => stream });
}

function input() {
  const stream = new Readable({
    highWaterMark: 65536,
    read(size) {
      // Reading waits, so other work that is ready goes first; it keeps the program alive.
      hold();
      setImmediate(() => {
        release();
        const bytes = read(size);
        this.push(bytes === null ? null : asBuffer(bytes));
      });
    },
  });
  return Object.assign(stream, { fd: 0, setRawMode: () => stream, ref: () => stream, unref: () => stream });
}

function exit(code) {
  if (code !== undefined) process.exitCode = code;
  if (!process._exiting) {
    process._exiting = true;
    process.emit('exit', exitCode());
  }
  exitNow(exitCode());
}

export const exitCode = () => Number(process.exitCode ?? 0) & 255;

function hrtime(before) {
  const now = BigInt(Math.round(performance.now() * 1e6));
  const [seconds, nanoseconds] = [Number(now / 1000000000n), Number(now % 1000000000n)];
  if (before === undefined) return [seconds, nanoseconds];
  const past = nanoseconds < before[1] ? 1 : 0;
  return [seconds - before[0] - past, nanoseconds - before[1] + past * 1e9];
}

hrtime.bigint = () => BigInt(Math.round(performance.now() * 1e6));

function kill() {
  unsupported('signals', 'process.kill');
  throw Object.assign(coded(Error, 'ENOSYS', 'kill ENOSYS'), { errno: -38, syscall: 'kill' });
}

function emitWarning(warning, type, code) {
  const options = typeof type === 'object' && type !== null ? type : { type, code };
  const name = warning instanceof Error ? warning.name : options.type ?? 'Warning';
  write(2, `(node:${process.pid}) ${options.code ? `[${options.code}] ` : ''}${name}: ${warning?.message ?? warning}\n(Use \`node --trace-warnings ...\` to show where the warning was created)\n`);
}

class Process extends EventEmitter {}
Object.defineProperty(Process, 'name', { value: 'process' });

export function makeProcess({ argv, env }) {
  const began = performance.now();
  const process = new Process();
  Object.assign(process, {
    title: 'node', version: VERSION, versions: { node: VERSION.slice(1), spidermonkey: 'starlingmonkey' }, arch: 'wasm32', platform: 'wasi',
    release: { name: 'node' }, argv: ['/usr/bin/node', ...argv], execArgv: [], execPath: '/usr/bin/node', argv0: 'node', pid: 1, ppid: 0,
    env: { ...env }, exitCode: undefined, features: {}, config: { variables: {} }, connected: false, _exiting: false,
    cwd: disk.cwd, chdir: disk.chdir, exit, reallyExit: exitNow, nextTick, hrtime, kill, emitWarning,
    abort: () => exitNow(134), uptime: () => (performance.now() - began) / 1000, umask: () => 0o022,
    memoryUsage: Object.assign(() => ({ rss: 0, heapTotal: 0, heapUsed: 0, external: 0, arrayBuffers: 0 }), { rss: () => 0 }),
    cpuUsage: () => ({ user: Math.round((performance.now() - began) * 1000), system: 0 }),
    resourceUsage: () => ({ userCPUTime: 0, systemCPUTime: 0, maxRSS: 0 }),
    getuid: () => 1000, geteuid: () => 1000, getgid: () => 1000, getegid: () => 1000, getgroups: () => [1000],
    binding: () => { throw new Error('No such module'); }, setUncaughtExceptionCaptureCallback: () => {}, setSourceMapsEnabled: () => {},
    stdout: output(1), stderr: output(2),
  });
  let stdin;
  Object.defineProperty(process, 'stdin', { get: () => (stdin ??= input()), enumerable: true, configurable: true });
  return process;
}
