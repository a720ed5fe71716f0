// A state machine, an undo stack, a pub-sub store and a debouncer with timers.
const machine = { idle: { start: 'running' }, running: { pause: 'paused', stop: 'idle' }, paused: { resume: 'running', stop: 'idle' } };
const step = (state, event) => machine[state]?.[event] ?? state;
console.log(['start', 'pause', 'start', 'resume', 'stop'].reduce((states, event) => [...states, step(states.at(-1), event)], ['idle']));
const createStore = (reducer, state) => { const listeners = new Set(); return { get state() { return state; }, dispatch(action) { state = reducer(state, action); listeners.forEach((l) => l(state)); }, subscribe: (l) => (listeners.add(l), () => listeners.delete(l)) }; };
const store = createStore((s, { type, by = 1 }) => ({ up: { ...s, n: s.n + by }, down: { ...s, n: s.n - by } })[type] ?? s, { n: 0 });
const off = store.subscribe((s) => console.log('state', s));
store.dispatch({ type: 'up', by: 5 }); store.dispatch({ type: 'down' }); off(); store.dispatch({ type: 'up' });
console.log(store.state, store);
const debounce = (f, ms) => { let timer; return (...args) => { clearTimeout(timer); timer = setTimeout(f, ms, ...args); }; };
const save = debounce((x) => console.log('saved', x), 20); save(1); save(2); setTimeout(save, 5, 3);
class History { #past = []; #future = []; constructor(v) { this.value = v; } set(v) { this.#past.push(this.value); this.#future = []; this.value = v; return this; } undo() { if (this.#past.length) { this.#future.push(this.value); this.value = this.#past.pop(); } return this; } redo() { if (this.#future.length) { this.#past.push(this.value); this.value = this.#future.pop(); } return this; } }
const h = new History('a').set('b').set('c').undo().undo().redo();
console.log(h.value, h);
