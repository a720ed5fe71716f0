// Files by promises, callbacks and streams.
const fs = require('fs'), fsp = require('fs/promises'), { pipeline } = require('stream/promises'), { Transform } = require('stream');
(async () => {
  await fsp.writeFile('x.txt', 'line 1\nline 2\nline 3\n');
  console.log(await fsp.readFile('x.txt', 'utf8'), (await fsp.stat('x.txt')).size, await fsp.readdir('.').then((l) => l.includes('x.txt')));
  await fsp.readFile('nope').catch((e) => console.log(e.code, e.message));
  await new Promise((done) => fs.readFile('x.txt', 'utf8', (e, text) => { console.log('callback', e, text.length); done(); }));
  const upper = new Transform({ transform(chunk, enc, cb) { cb(null, chunk.toString().toUpperCase()); } });
  await pipeline(fs.createReadStream('x.txt'), upper, fs.createWriteStream('y.txt'));
  console.log(fs.readFileSync('y.txt', 'utf8'));
  for await (const line of require('readline').createInterface({ input: fs.createReadStream('y.txt') })) console.log('>', line);
  const h = await fsp.open('x.txt'); console.log((await h.readFile()).length); await h.close();
  await fsp.rm('y.txt'); await fsp.mkdir('m'); await fsp.rename('x.txt', 'm/x.txt'); console.log(await fsp.readdir('m'), await fsp.access('m/x.txt').then(() => 'ok'));
})();
