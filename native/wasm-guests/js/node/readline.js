// node:readline: lines of a stream. There is no terminal to edit on.
import EventEmitter from './events.js';
import { StringDecoder } from './string-decoder.js';

export class Interface extends EventEmitter {
  constructor(input, output) {
    super();
    const options = input?.input === undefined ? { input, output } : input;
    Object.assign(this, { input: options.input, output: options.output, terminal: false, line: '', closed: false });
    Object.defineProperty(this, 'state', { value: { prompt: options.prompt ?? '> ', question: null, decoder: new StringDecoder('utf8'), waiting: [] }, enumerable: false });
    this.input.on('data', (chunk) => this.take(this.state.decoder.write(chunk)));
    this.input.on('end', () => {
      if (this.line !== '') this.give(this.line);
      this.line = '';
      this.close();
    });
  }

  take(text) {
    const lines = (this.line + text).split(/\r\n|\n|\r/);
    this.line = lines.pop();
    for (const line of lines) if (!this.closed) this.give(line);
  }

  give(line) {
    const { question } = this.state;
    if (question !== null) {
      this.state.question = null;
      question(line);
    } else if (this.listenerCount('line') === 0) {
      // Nobody asked yet: the next question gets it.
      this.state.waiting.push(line);
    } else {
      this.emit('line', line);
    }
  }

  question(query, options, callback) {
    const done = typeof options === 'function' ? options : callback;
    this.output?.write(query);
    if (this.state.waiting.length > 0) {
      const line = this.state.waiting.shift();
      process.nextTick(done, line);
    } else {
      this.state.question = done;
      this.input.resume();
    }
  }

  setPrompt(prompt) { this.state.prompt = prompt; }
  getPrompt() { return this.state.prompt; }
  prompt() { this.output?.write(this.state.prompt); this.input.resume(); }
  write() {}
  pause() { this.input.pause(); this.emit('pause'); return this; }
  resume() { this.input.resume(); this.emit('resume'); return this; }

  close() {
    if (this.closed) return;
    this.closed = true;
    this.input.pause();
    this.emit('close');
  }

  async* [Symbol.asyncIterator]() {
    const lines = [...this.state.waiting.splice(0)];
    let wake = null;
    let done = this.closed;
    this.on('line', (line) => { lines.push(line); wake?.(); });
    this.on('close', () => { done = true; wake?.(); });
    for (;;) {
      while (lines.length > 0) yield lines.shift();
      if (done) return;
      await new Promise((resolve) => { wake = resolve; });
    }
  }
}

class AsyncInterface extends Interface {
  question(query) { return new Promise((resolve) => { super.question(query, resolve); }); }
}

const shared = { clearLine: () => true, cursorTo: () => true, moveCursor: () => true, clearScreenDown: () => true };
export const promises = { Interface: AsyncInterface, createInterface: (input, output) => new AsyncInterface(input, output) };
export default { Interface, createInterface: (input, output) => new Interface(input, output), promises, ...shared };
