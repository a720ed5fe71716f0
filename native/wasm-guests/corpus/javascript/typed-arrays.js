// Typed arrays, buffers and views.
const u = new Uint8Array([1, 2, 300]), f = new Float32Array([1.5, 0.1]), i = Int16Array.from([1, -1, 40000]);
console.log(u, f, i, u.buffer, new Uint8ClampedArray([300, -5]), new BigInt64Array(2), new Float64Array(0));
const dv = new DataView(new ArrayBuffer(8)); dv.setUint16(0, 258); dv.setFloat32(4, 3.14, true);
console.log(dv.getUint8(0), dv.getUint16(0, true), dv.getFloat32(4, true).toFixed(2), new Uint8Array(dv.buffer), u.subarray(1), u.slice(0, 2), [...u.map((x) => x * 2)], u.reduce((a, b) => a + b), Array.from(u.entries()), u.BYTES_PER_ELEMENT, u.set([9], 1), u);
console.log(new TextEncoder().encode('é😀'), new TextDecoder().decode(new Uint8Array([226, 130, 172])), new TextDecoder('utf-8').decode(new Uint8Array([255])), ArrayBuffer.isView(u), u.at(-1), new Uint16Array(u).length, u.buffer.slice(1).byteLength, Uint8Array.of(1).fill(7), [...u.keys()], u.toString(), u.includes(44));
console.log(Array.from(new Uint8Array(200)).length, new Uint8Array(150), structuredClone({ a: [1, new Date(0)], m: new Map([[1, { b: 2 }]]) }), atob('aGk='), btoa('hi'));
