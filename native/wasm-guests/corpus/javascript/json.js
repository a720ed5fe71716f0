// JSON: replacers, revivers, indentation, toJSON, what is left out.
const data = { n: 1, s: 'é"\n', d: new Date(0), u: undefined, f() {}, nan: NaN, nested: [null, undefined, () => 1], m: new Map([[1, 2]]) };
console.log(JSON.stringify(data), JSON.stringify(data, ['n', 's']), JSON.stringify(data, (k, v) => (typeof v === 'number' ? v * 2 : v)));
console.log(JSON.stringify({ a: [1, { b: 2 }], c: {}, d: [] }, null, 2));
console.log(JSON.stringify([1], null, '--'), JSON.stringify('\u2028\ud800'), JSON.stringify({ toJSON: () => 'custom' }), JSON.stringify(undefined), JSON.stringify(null));
console.log(JSON.parse('{"a":[1,2,{"b":null}],"c":1e3}', (k, v) => (typeof v === 'number' ? v + 1 : v)), JSON.parse('"x"'), JSON.parse(' [] '));
for (const bad of ['{bad', '', '[1,]', "{'a':1}"]) try { JSON.parse(bad); } catch (e) { console.log(e.name, e instanceof SyntaxError); }
const loop = {}; loop.loop = loop;
try { JSON.stringify(loop); } catch (e) { console.log(e.name); }
try { JSON.stringify(10n); } catch (e) { console.log(e.name); }
