// URL, URLSearchParams, querystring, path.
const u = new URL('https://user:pw@example.com:8080/a/b/../c?q=1&q=2&x=%20y#frag');
console.log(u.href, u.host, u.pathname, u.searchParams.getAll('q'), u.searchParams.get('x'), u.hash, u.origin, u.username, u.port, String(new URL('../z?k=v', u)), new URL('http://exämple.com/ü').href);
const p = new URLSearchParams({ a: 1, b: 'x y' }); p.append('a', 2); p.delete('b'); p.sort();
console.log(p.toString(), [...p], p.has('a'), new URLSearchParams('?x=1&y=').get('y'), require('querystring').parse('a=1&a=2&b=%20'), require('querystring').stringify({ a: [1, 2], b: 'é' }));
try { new URL('not a url'); } catch (e) { console.log(e.name, e.code); }
const path = require('path');
console.log(path.join('/a', '..', 'b', './c.txt'), path.resolve('/x', 'y', '../z'), path.basename('/a/b.txt', '.txt'), path.extname('a.tar.gz'), path.dirname('/a/b/c'), path.parse('/home/u/f.txt'), path.relative('/a/b/c', '/a/d'), path.normalize('a//b/../c/'), path.isAbsolute('a'), path.format({ dir: '/x', base: 'y' }), path.sep);
const { fileURLToPath, pathToFileURL } = require('url');
console.log(fileURLToPath('file:///a/b%20c'), pathToFileURL('/a b').href);
