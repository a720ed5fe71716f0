// Files in the workspace, the calls that answer at once.
const fs = require('fs'), path = require('path');
fs.writeFileSync('a.txt', 'one\ntwo\n'); fs.appendFileSync('a.txt', 'trois é\n');
console.log(fs.readFileSync('a.txt', 'utf8').split('\n'), fs.readFileSync('a.txt').length, fs.existsSync('nope'), fs.statSync('a.txt').size, fs.statSync('a.txt').isFile());
fs.mkdirSync('d/e', { recursive: true }); fs.writeFileSync(path.join('d', 'e', 'f.json'), JSON.stringify({ x: [1] }));
console.log(JSON.parse(fs.readFileSync('d/e/f.json')), fs.readdirSync('d'), fs.readdirSync('d', { withFileTypes: true }).map((e) => [e.name, e.isDirectory()]), require('./d/e/f.json'), fs.readdirSync('d', { recursive: true }).sort());
fs.renameSync('a.txt', 'b.txt'); fs.copyFileSync('b.txt', 'c.txt'); fs.unlinkSync('b.txt'); fs.truncateSync('c.txt', 3);
console.log(fs.readFileSync('c.txt', 'latin1'), fs.readdirSync('.').filter((n) => n.endsWith('.txt')));
for (const f of [() => fs.readFileSync('nope'), () => fs.mkdirSync('d'), () => fs.rmdirSync('d'), () => fs.readdirSync('c.txt'), () => fs.readFileSync('d'), () => fs.writeFileSync('no/x', ''), () => fs.openSync('c.txt', 'wx'), () => fs.accessSync('nope')]) try { f(); } catch (e) { console.log(e.code, e.syscall, e.path, e.message); }
const fd = fs.openSync('g.bin', 'w+'); fs.writeSync(fd, Buffer.from([1, 2, 3, 4])); const buf = Buffer.alloc(2); console.log(fs.readSync(fd, buf, 0, 2, 1), buf); fs.closeSync(fd);
fs.symlinkSync('c.txt', 'link'); console.log(fs.lstatSync('link').isSymbolicLink(), fs.readlinkSync('link'), fs.readFileSync('link', 'utf8'));
fs.rmSync('d', { recursive: true, force: true }); fs.rmSync('nope', { force: true }); console.log(fs.existsSync('d'));
