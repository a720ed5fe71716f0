// EventEmitter: order, once, prepend, removal, errors, inheritance.
const EventEmitter = require('node:events');
class Door extends EventEmitter { open(who) { this.emit('open', who, this.listenerCount('open')); return this; } }
const d = new Door();
d.on('open', (who, n) => console.log('on', who, n)).once('open', (who) => console.log('once', who)).prependListener('open', () => console.log('first'));
d.open('ann').open('bob');
const f = () => console.log('removed');
d.on('open', f); d.off('open', f);
console.log(d.eventNames(), d.emit('nothing'), d.listenerCount('open'), EventEmitter.defaultMaxListeners);
try { d.emit('error', new Error('bad')); } catch (e) { console.log('thrown', e.message); }
d.on('error', (e) => console.log('handled', e.message)); d.emit('error', new Error('worse'));
d.removeAllListeners('open'); console.log(d.emit('open'));
d.on('newListener', (name) => console.log('new', name)); d.on('x', () => {});
