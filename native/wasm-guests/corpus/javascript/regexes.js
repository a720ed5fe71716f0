// Regular expressions: groups, flags, sticky, lookbehind, replace with functions.
console.log('2024-05-06'.match(/(?<y>\d{4})-(?<m>\d\d)-(?<d>\d\d)/).groups.y, 'aBc'.match(/b/i).index, 'a1b22'.match(/\d+/g), [...'a1b22'.matchAll(/([a-z])(\d+)/g)].map((m) => m[2]));
console.log('x'.match(/y/), /a.c/s.test('a\nc'), 'price: $30'.replace(/\$(\d+)/, (all, n) => `€${n * 2}`), 'john smith'.replace(/(\w+) (\w+)/, '$2, $1'), 'a,b;c'.split(/[,;]/), '1234567'.replace(/\B(?=(\d{3})+$)/g, ','));
const re = /o/g; re.lastIndex = 5;
console.log(re.exec('foo bar foo').index, re.lastIndex, /(?<=\$)\d+/.exec('$42')[0], /^\w+@\w+\.\w+$/.test('a@b.cc'), /\u{1F600}/u.test('😀'), /a/y.test('ba'), String(/a\/b/gi), /x/.flags);
console.log('camelCaseString'.replace(/([A-Z])/g, '_$1').toLowerCase(), 'snake_case_here'.replace(/_(\w)/g, (_, c) => c.toUpperCase()), /(a)|(b)/.exec('b'), 'aaa'.lastIndexOf('a'), 'tel: 555-1234'.search(/\d/));
console.log('x'.match(/(?<n>x)/), /(\d+)\s\1/.test('42 42'), 'A-B'.split(/(-)/));
try { new RegExp('('); } catch (e) { console.log(e.name); }
