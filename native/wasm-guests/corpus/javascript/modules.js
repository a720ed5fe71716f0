// CommonJS modules: exports, caching, circles, JSON, folders.
const a = require('./lib/a'), again = require('./lib/a.js'), { greet } = require('./lib');
console.log(a.name, a === again, a.b.name, greet('you'), require('./data.json').list, a.count(), again.count(), module.children?.length >= 0, require.resolve('./lib/a').endsWith('lib/a.js'));
try { require('./nope'); } catch (e) { console.log(e.code, e.message.split('\n')[0]); }
try { require('not-a-package'); } catch (e) { console.log(e.code, e.message.split('\n')[0]); }
try { require('./lib/throws'); } catch (e) { console.log(e.message); }
console.log(Object.keys(require.cache).some((k) => k.endsWith('a.js')), typeof require('node:os').EOL, require('module').builtinModules !== undefined);
