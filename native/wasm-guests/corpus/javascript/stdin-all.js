// All of standard input at once, by fs and file descriptor 0.
const text = require('fs').readFileSync(0, 'utf8');
const words = text.trim().split(/\s+/);
console.log(words.length, Object.entries(words.reduce((m, w) => ({ ...m, [w]: (m[w] ?? 0) + 1 }), {})).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)));
