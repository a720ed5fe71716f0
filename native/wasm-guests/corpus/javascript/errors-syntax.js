// A program that does not compile prints nothing.
console.log('never');
const x = ;
