// node's Buffer.
const b = Buffer.from('héllo wörld');
console.log(b, b.toString(), b.toString('hex'), b.toString('base64'), b.length, Buffer.byteLength('é'), b.slice(0, 3), b.subarray(-3).toString(), Buffer.from('aGk', 'base64').toString(), Buffer.from('ff0a', 'hex'), Buffer.alloc(3), Buffer.alloc(4, 'ab'));
console.log(Buffer.concat([Buffer.from('a'), Buffer.from('b')]).toString(), Buffer.from([256, -1, 1.9]), b.equals(Buffer.from('x')), Buffer.compare(Buffer.from('a'), Buffer.from('b')), b.indexOf('w'), b.includes('wör'), b.toJSON().type, Buffer.isBuffer(b), b[0], [...b.subarray(0, 2)]);
const w = Buffer.alloc(12); w.writeUInt32BE(0xdeadbeef, 0); w.writeInt16LE(-2, 4); w.writeDoubleLE?.call(Buffer.alloc(8), 1.5); w.write('hi', 6); w.writeUInt8(255, 8);
console.log(w, w.readUInt32BE(0).toString(16), w.readInt16LE(4), w.readUInt8(8), w.fill(0).toString('hex'), Buffer.from('€').toString('latin1').length, Buffer.from('abc').toString('utf16le').length, Buffer.from('test').reverse().toString(), Buffer.from(new Uint16Array([1, 256])), Buffer.from('x'.repeat(60)));
try { w.readUInt32BE(10); } catch (e) { console.log(e.name, e.code); }
try { Buffer.from(5); } catch (e) { console.log(e.name, e.code); }
