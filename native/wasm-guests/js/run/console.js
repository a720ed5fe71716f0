// console as node has it.
import { formatWithOptions } from '../language/format.js';
import { inspect } from '../language/inspect.js';
import { table } from './table.js';

export function makeConsole(out, err) {
  const state = { indent: '', counts: new Map(), timers: new Map() };
  const write = (stream, values) => {
    const text = formatWithOptions({}, ...values);
    stream(`${state.indent === '' ? text : text.replaceAll(/^/gm, state.indent)}\n`);
  };
  const log = (...values) => write(out, values);
  const warn = (...values) => write(err, values);
  const console = {
    log, warn, info: log, debug: log, error: warn,
    dir: (value, options) => write(out, [inspect(value, { customInspect: false, ...options })]),
    dirxml: log,
    assert(condition, ...values) {
      if (condition) return;
      if (typeof values[0] === 'string') warn(`Assertion failed: ${values[0]}`, ...values.slice(1));
      else warn(...(values.length === 0 ? ['Assertion failed'] : ['Assertion failed:', ...values]));
    },
    trace(...values) {
      const error = { name: 'Trace', message: formatWithOptions({}, ...values) };
      Error.captureStackTrace(error);
      warn(error.stack);
    },
    table: (data, columns) => {
      const text = table(data, columns);
      log(text === null ? data : text);
    },
  };
  const grouped = grouping(state, log);
  return Object.assign(console, grouped, counting(state, log, warn), timing(state, log, warn));
}

function grouping(state, log) {
  const group = (...values) => {
    if (values.length > 0) log(...values);
    state.indent += '  ';
  };
  return { group, groupCollapsed: group, groupEnd: () => { state.indent = state.indent.slice(2); } };
}

function counting(state, log, warn) {
  return {
    count(label = 'default') {
      const count = (state.counts.get(`${label}`) ?? 0) + 1;
      state.counts.set(`${label}`, count);
      log(`${label}: ${count}`);
    },
    countReset(label = 'default') {
      if (!state.counts.delete(`${label}`)) warn(`Warning: Count for '${label}' does not exist`);
    },
  };
}

function duration(milliseconds) {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(3)}s`;
  return `${Number(milliseconds.toFixed(3))}ms`;
}

function timing(state, log, warn) {
  const tell = (label, values) => {
    const begin = state.timers.get(`${label}`);
    if (begin === undefined) return warn(`Warning: No such label '${label}' for console.timeEnd()`);
    return log(`${label}: ${duration(performance.now() - begin)}`, ...values);
  };
  return {
    time(label = 'default') { state.timers.set(`${label}`, performance.now()); },
    timeLog(label = 'default', ...values) { tell(label, values); },
    timeEnd(label = 'default') { tell(label, []); state.timers.delete(`${label}`); },
  };
}
