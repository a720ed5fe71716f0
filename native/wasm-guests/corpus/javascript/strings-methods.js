// Strings, templates, code points, tagged templates.
const s = 'Hello, World';
console.log(s.toUpperCase(), s.split(', '), s.replace('o', '0'), s.replaceAll('o', '0'), s.slice(-5), s.substring(3, 1), s.at(-1), s.indexOf('o', 5), s.padEnd(15, '.'), s.padStart(14));
console.log('a-b-c'.split('-', 2), ' trim '.trim() + '|', 'ab'.repeat(3), 'abc'.charCodeAt(1), 'abc'.codePointAt(0), String.fromCodePoint(128512), '😀'.length, [...'😀a'].length, 'abc'.localeCompare('abd'));
console.log('x'.concat(1, null), 'abc' < 'abd', 'a' + 1 + 2, 1 + 2 + 'a', '5' * '2', '5' - 2, +'12px', parseInt('12px'), parseFloat('3.14abc'), Number(''), Number(' 12 '), 'b'.startsWith(''), 'abc'.endsWith('bc'), 'abc'.includes('b'));
const tag = (parts, ...values) => parts.raw.join('|') + values.join(',');
console.log(tag`a${1}b\n${2}c`, `multi
line ${s.length > 5 ? 'long' : 'short'}`, String.raw`\n${1}`, 'tab\tnew\\n', '\u00e9\x41', 'é'.length);
console.log(['b', 'a', 'C', 'é'].sort(), encodeURIComponent('a b&é'), decodeURIComponent('%C3%A9'), escape('é'), 'ß'.toUpperCase(), 'İ'.toLowerCase().length, 'abc'.isWellFormed?.() ?? true);
