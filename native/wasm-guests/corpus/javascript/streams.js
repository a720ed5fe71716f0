// Streams: readable, writable, transform, piping, errors, ends.
const { Readable, Writable, Transform, pipeline, PassThrough } = require('stream');
const chunks = [];
const sink = () => new Writable({ write(c, e, cb) { chunks.push(c.toString()); cb(); }, final(cb) { console.log('final', chunks.splice(0)); cb(); } });
Readable.from(['a', 'b', 'c']).pipe(new Transform({ objectMode: true, transform(c, e, cb) { this.push(c + c); cb(); }, flush(cb) { this.push('end'); cb(); } })).pipe(sink()).on('finish', () => {
  console.log('finish');
  pipeline(Readable.from(['x']), new Transform({ transform(c, e, cb) { cb(new Error('broken')); } }), sink(), (err) => console.log('pipeline', err.message));
});
const r = new Readable({ read() {} }); r.push('hello '); r.push('world'); r.push(null);
r.setEncoding('utf8'); let text = ''; r.on('data', (d) => { text += d; }); r.on('end', () => console.log('end', text));
setTimeout(async () => { const out = []; for await (const x of Readable.from([1, 2, 3])) out.push(x * 2); console.log(out); }, 50);
const p = new PassThrough(); p.end('through'); p.on('data', (d) => console.log(d.toString()));
