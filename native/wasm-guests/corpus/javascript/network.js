// What needs a network fails by an error that programs expect.
const http = require('http');
http.get('http://nowhere.invalid/', () => console.log('answered')).on('error', (e) => console.log('http', e.syscall, e.hostname));
fetch('http://nowhere.invalid/').then(() => console.log('fetched'), (e) => console.log(e.name, e.message, e.cause instanceof Error));
