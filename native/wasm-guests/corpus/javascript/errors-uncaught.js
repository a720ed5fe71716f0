// An uncaught error of the program's own class.
class ConfigError extends Error { constructor(m) { super(m); this.name = 'ConfigError'; this.file = 'x.cfg'; } }
function load() { throw new ConfigError('bad file'); }
process.on('exit', (code) => console.log('exit code', code));
console.log('start');
load();
console.log('never');
