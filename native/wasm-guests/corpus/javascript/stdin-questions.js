// Questions answered by standard input.
const readline = require('readline/promises');
(async () => {
  const rl = readline.createInterface({ input: process.stdin, output: process.stdout });
  const name = await rl.question('name? ');
  const age = await rl.question('age? ');
  console.log(`\n${name} is ${Number(age) + 1} next year`);
  rl.close();
})();
