// node:test, small: tests run one after the other and are told as TAP's lines are by node's `spec`.
import { handled } from '../run/floating.js';

const queue = [];
const state = { running: null, depth: 0, passed: 0, failed: 0 };

function given(values) {
  const run = values.find((value) => typeof value === 'function');
  const name = typeof values[0] === 'string' ? values[0] : run?.name ?? '<anonymous>';
  const options = values.find((value) => typeof value === 'object' && value !== null) ?? {};
  return { name, run, options };
}

async function one({ name, run, options }, depth) {
  const pad = '  '.repeat(depth);
  const begin = performance.now();
  if (options.skip || run === undefined) return console.log(`${pad}﹣ ${name} # SKIP`);
  try {
    await handled(run(context(name, depth)));
    state.passed++;
    console.log(`${pad}✔ ${name} (${(performance.now() - begin).toFixed(6)}ms)`);
  } catch (error) {
    state.failed++;
    process.exitCode = 1;
    console.log(`${pad}✖ ${name} (${(performance.now() - begin).toFixed(6)}ms)`);
    console.log(error);
  }
  return undefined;
}

const context = (name, depth) => ({ name, test: (...values) => one(given(values), depth + 1), diagnostic: (text) => console.log(`ℹ ${text}`), skip() {}, todo() {} });

async function drain() {
  while (queue.length > 0) {
    const next = queue.shift();
    await next();
  }
  state.running = null;
}

function add(job) {
  queue.push(job);
  state.running ??= Promise.resolve().then(drain);
  return state.running;
}

const test = (...values) => add(() => one(given(values), state.depth));

function describe(...values) {
  const { name, run } = given(values);
  return add(async () => {
    console.log(`${'  '.repeat(state.depth)}▶ ${name}`);
    const outer = queue.splice(0);
    state.depth++;
    await handled(run());
    while (queue.length > 0) await queue.shift()();
    state.depth--;
    queue.push(...outer);
  });
}

export const testing = Object.assign(test, { test, it: test, describe, suite: describe, before: (run) => add(run), after: (run) => add(run), beforeEach() {}, afterEach() {} });
