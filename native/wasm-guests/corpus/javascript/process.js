// What process tells.
console.log(process.argv.length, process.argv.slice(2), process.env.USER, process.env.NOPE, process.cwd().endsWith(require('path').basename(process.cwd())), typeof process.pid, process.uptime() >= 0, process.hrtime().length, typeof process.hrtime.bigint(), process.memoryUsage().rss >= 0, Object.keys(process.versions).includes('node'), process.stdout.isTTY, process.exitCode);
process.env.ADDED = 1; console.log(process.env.ADDED, 'ADDED' in process.env, delete process.env.ADDED, process.title.length > 0, require.main === module, __filename.endsWith('process.js'), typeof __dirname, module.exports === exports, this === module.exports, typeof globalThis, typeof window, typeof global);
process.stdout.write('partial '); process.stdout.write('line\n', () => console.log('written')); process.stderr.write('err\n');
console.error('e %d', 1); console.warn('w'); console.info('i'); console.debug('d');
console.group('group'); console.log('a\nb'); console.group(); console.log({ a: 1, b: [1, 2] }); console.groupEnd(); console.groupEnd(); console.log('out');
console.count(); console.count('x'); console.count(); console.assert(1 === 1, 'no'); console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 }); console.table([[1, 2], [3, 4]]); console.table([{ a: 1 }, { a: 2, b: 'x' }], ['a']); console.log();
