// Modules for what wasm has not: processes, threads, sockets. Using one fails clearly and is reported.
import { network, unsupported } from '../host/reports.js';
import EventEmitter from './events.js';
import { coded } from './invalid.js';
import { Writable } from './stream.js';

function refusal(what, call) {
  unsupported(what, call);
  const error = coded(Error, 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM', `${call} is not available here: WebAssembly has no ${what}`);
  // For the report of what ended the program.
  Object.defineProperty(error, 'unsupported', { value: what, enumerable: false });
  return error;
}

function refusing(module, what, names, others = {}) {
  const exports = { ...others };
  for (const name of names.split(' ')) {
    // A function, not an arrow: some are called with `new`.
    exports[name] = function () { throw refusal(what, `${module}.${name}`); };
  }
  return exports;
}

export function unreachable(host, port, call) {
  network(`${host}:${port}`, call);
  const error = new Error(`getaddrinfo EAI_AGAIN ${host}`);
  return Object.assign(error, { errno: -3001, code: 'EAI_AGAIN', syscall: 'getaddrinfo', hostname: host });
}

// A request that fails as without a network it does: later, by an event.
function request(scheme, defaultPort) {
  return (target, options, callback) => {
    const asked = typeof target === 'string' || target instanceof URL ? new URL(target) : target;
    const host = asked.hostname ?? String(asked.host ?? 'localhost').split(':')[0];
    const sent = new Writable({ write: (chunk, encoding, done) => done() });
    sent.on('error', () => {});
    const emitter = Object.assign(new EventEmitter(), { write: () => true, end: () => emitter, setTimeout: () => emitter, destroy: () => emitter, setHeader: () => {}, flushHeaders: () => {}, abort: () => {} });
    process.nextTick(() => emitter.emit('error', unreachable(host, asked.port || defaultPort, `${scheme}.request`)));
    return emitter;
  };
}

const web = (scheme, port) => refusing(scheme, 'sockets', 'createServer Server', {
  request: request(scheme, port), get: request(scheme, port), Agent: class Agent {}, globalAgent: {}, METHODS: ['GET', 'POST', 'PUT', 'DELETE'], STATUS_CODES: { 200: 'OK', 404: 'Not Found', 500: 'Internal Server Error' },
});

function connect(target, host = 'localhost') {
  const asked = typeof target === 'object' ? target : { port: target, host };
  const socket = Object.assign(new EventEmitter(), { write: () => true, end: () => socket, destroy: () => socket, setTimeout: () => socket, setEncoding: () => socket });
  process.nextTick(() => socket.emit('error', unreachable(asked.host ?? 'localhost', asked.port, 'net.connect')));
  return socket;
}

const lookup = (host, options, callback = options) => process.nextTick(callback, unreachable(host, 53, 'dns.lookup'));

export const REFUSED = {
  child_process: () => refusing('child_process', 'subprocess', 'spawn spawnSync exec execSync execFile execFileSync fork'),
  cluster: () => refusing('cluster', 'subprocess', 'fork setupPrimary', { isPrimary: true, isMaster: true, isWorker: false, workers: {} }),
  worker_threads: () => refusing('worker_threads', 'threads', 'Worker', { isMainThread: true, parentPort: null, workerData: null, threadId: 0 }),
  dgram: () => refusing('dgram', 'sockets', 'createSocket Socket'),
  http2: () => refusing('http2', 'sockets', 'connect createServer createSecureServer'),
  tls: () => refusing('tls', 'sockets', 'connect createServer'),
  zlib: () => refusing('zlib', 'zlib', 'gzip gzipSync gunzip gunzipSync deflate deflateSync inflate inflateSync brotliCompressSync createGzip createGunzip deflateRawSync inflateRawSync unzipSync'),
  http: () => web('http', 80),
  https: () => web('https', 443),
  net: () => refusing('net', 'sockets', 'createServer Server Socket', { connect, createConnection: connect, isIP: (text) => (/^\d+(\.\d+){3}$/.test(text) ? 4 : /:/.test(text) ? 6 : 0) }),
  dns: () => ({ lookup, resolve: lookup, promises: { lookup: async (host) => { throw unreachable(host, 53, 'dns.lookup'); } } }),
};

// What the engine's fetch cannot do either.
export async function fetch(target) {
  const url = new URL(typeof target === 'string' || target instanceof URL ? target : target.url);
  if (url.protocol === 'data:') return fetchData(url);
  const cause = unreachable(url.hostname, url.port || (url.protocol === 'https:' ? 443 : 80), 'fetch');
  throw Object.assign(new TypeError('fetch failed'), { cause });
}

function fetchData(url) {
  const [, kind, base64, data] = /^([^,;]*(?:;(?!base64)[^,;]*)*)(;base64)?,(.*)$/s.exec(url.pathname + url.search);
  const text = decodeURIComponent(data);
  const body = base64 ? Uint8Array.from(atob(text), (char) => char.charCodeAt(0)) : text;
  return new Response(body, { headers: { 'content-type': kind || 'text/plain;charset=US-ASCII' } });
}
