// node:crypto: digests, HMAC, random values.
const crypto = require('crypto');
for (const name of ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512']) console.log(name, crypto.createHash(name).update('hello ').update('wörld').digest('hex'));
console.log(crypto.createHmac('sha256', 'key').update('data').digest('base64'), crypto.createHash('sha256').update(Buffer.alloc(1000, 7)).digest('hex'), crypto.randomBytes(8).length, crypto.randomUUID().length, crypto.randomInt(10) < 10, crypto.timingSafeEqual(Buffer.from('a'), Buffer.from('a')), crypto.pbkdf2Sync('pw', 'salt', 10, 16, 'sha256').toString('hex'));
globalThis.crypto.subtle.digest('SHA-256', new TextEncoder().encode('x')).then((d) => console.log(Buffer.from(d).toString('hex')));
console.log(Math.random() !== Math.random(), crypto.createHash('md5').update('').digest('hex'), crypto.getHashes().length > 3);
