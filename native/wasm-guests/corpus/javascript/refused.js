// Processes and threads: natively they run, on wasm they are a clear error.
try { console.log(require('child_process').execSync('echo hi').toString().trim()); } catch (e) { console.log(e.code); }
