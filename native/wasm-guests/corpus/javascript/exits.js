// process.exit stops at once, also from within try; exit handlers run.
process.on('exit', (code) => { console.log('handler', code, process.exitCode); });
try { console.log('before'); process.stdout.write('no newline'); process.exit(7); } finally { console.log('not reached'); }
