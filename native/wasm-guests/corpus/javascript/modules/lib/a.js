exports.name = 'a'; let n = 0; exports.count = () => ++n; exports.b = require('./b');
