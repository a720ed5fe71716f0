// Lines of standard input through readline.
const rl = require('readline').createInterface({ input: process.stdin });
let total = 0; const lines = [];
rl.on('line', (line) => { lines.push(line); total += Number(line) || 0; });
rl.on('close', () => console.log(lines, total));
