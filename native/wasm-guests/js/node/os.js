// node:os: what a program may know of where it runs.

const MIB = 2 ** 20;
const tmpdir = () => (process.env.TMPDIR ?? '/tmp').replace(/(.)\/+$/, '$1');

export default {
  EOL: '\n', devNull: '/dev/null',
  arch: () => 'wasm32', platform: () => 'wasi', type: () => 'wasi', release: () => '0.0.0', version: () => '0.0.0', machine: () => 'wasm32',
  hostname: () => 'wasm', endianness: () => 'LE', homedir: () => process.env.HOME ?? '/', tmpdir,
  cpus: () => [{ model: 'wasm', speed: 0, times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 } }],
  availableParallelism: () => 1, totalmem: () => 4096 * MIB, freemem: () => 4096 * MIB, uptime: () => performance.now() / 1000,
  loadavg: () => [0, 0, 0], networkInterfaces: () => ({}),
  userInfo: () => ({ uid: 1000, gid: 1000, username: process.env.USER ?? 'appuser', homedir: process.env.HOME ?? '/', shell: null }),
  constants: { signals: { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGKILL: 9, SIGTERM: 15 }, errno: {} },
};
