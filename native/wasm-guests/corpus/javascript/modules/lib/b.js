const a = require('./a'); exports.name = `b sees ${a.name} and ${'b' in a}`;
