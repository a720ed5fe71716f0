// util.format: printf-like directives, then the rest with spaces between.
import { inspect } from './inspect.js';

export function format(...values) {
  return formatWithOptions({}, ...values);
}

export function formatWithOptions(options, ...values) {
  if (typeof values[0] !== 'string') return values.map((value) => shown(options, value)).join(' ');
  if (values.length === 1) return values[0];
  const rest = values.slice(1);
  const text = values[0].replace(/%([sdifjoOc%])/g, (whole, directive) => {
    if (directive === '%') return '%';
    return rest.length === 0 ? whole : directed(options, directive, rest.shift());
  });
  return [text, ...rest.map((value) => shown(options, value))].join(' ');
}

const shown = (options, value) =>
  (typeof value === 'string' ? value : inspect(value, { ...options, compact: 3, depth: options.depth ?? 2 }));

function directed(options, directive, value) {
  switch (directive) {
    case 's': return asString(options, value);
    case 'd': return asNumber(value, Number);
    case 'i': return asNumber(value, (one) => parseInt(one, 10));
    case 'f': return typeof value === 'symbol' ? 'NaN' : String(parseFloat(value));
    case 'j': return asJson(value);
    case 'o': return inspect(value, { ...options, showHidden: true, showProxy: true, depth: 4 });
    case 'O': return inspect(value, options);
    default: return '';
  }
}

function asString(options, value) {
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const ownText = value.toString !== Object.prototype.toString && value.toString !== Error.prototype.toString
    && !Array.isArray(value) && !(value instanceof Date) && hasUserText(value);
  return ownText ? String(value) : inspect(value, { ...options, depth: 0, colors: false, compact: 3 });
}

// Whether toString comes from the program rather than from a built-in class.
function hasUserText(value) {
  for (let at = value; at !== null; at = Object.getPrototypeOf(at)) {
    if (Object.hasOwn(at, 'toString')) return !/\[native code\]/.test(Function.prototype.toString.call(at.toString));
  }
  return false;
}

function asNumber(value, convert) {
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'symbol' || typeof value === 'object') return String(typeof value === 'object' ? convert(value) : NaN);
  const number = convert(value);
  return Object.is(number, -0) ? '-0' : String(number);
}

function asJson(value) {
  try {
    return String(JSON.stringify(value));
  } catch (error) {
    if (/cyclic|circular/i.test(error.message)) return '[Circular]';
    throw error;
  }
}
