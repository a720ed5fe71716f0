// process.exitCode and a program that ends by itself.
process.exitCode = 3;
setTimeout(() => console.log('still runs'), 5);
process.on('beforeExit', () => console.log('before exit'));
