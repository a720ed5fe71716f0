// A rejection that nobody handles ends the program with 1.
async function load() {
  await null;
  throw new TypeError('cannot load');
}
console.log('start');
load();
setTimeout(() => console.log('never'), 100);
