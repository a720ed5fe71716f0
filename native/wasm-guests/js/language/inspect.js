// util.inspect: values as node shows them.
import { describe } from './describe.js';
import { layOut } from './layout.js';
import { errorText } from './inspect-error.js';
import { quoted } from './quote.js';

export const CUSTOM = Symbol.for('nodejs.util.inspect.custom');
const IDENTIFIER = /^[a-zA-Z_][a-zA-Z_0-9]*$/;
export const defaults = {
  showHidden: false, depth: 2, colors: false, customInspect: true, showProxy: false, maxArrayLength: 100,
  maxStringLength: 10000, breakLength: 80, compact: 3, sorted: false, getters: false, numericSeparator: false,
};
const COLORS = {
  number: [33, 39], bigint: [33, 39], boolean: [33, 39], string: [32, 39], symbol: [32, 39], undefined: [90, 39],
  null: [1, 22], special: [36, 39], date: [35, 39], regexp: [31, 39],
};

export function inspect(value, options, depth, colors) {
  const context = { ...defaults, seen: [], indent: 0, level: 0, circular: new Map() };
  if (typeof options === 'boolean') {
    // The old form: showHidden, depth, colors.
    context.showHidden = options;
    if (depth !== undefined) context.depth = depth;
    if (colors !== undefined) context.colors = colors;
  } else {
    Object.assign(context, options);
  }
  if (context.depth === null) context.depth = Infinity;
  if (context.maxArrayLength === null) context.maxArrayLength = Infinity;
  if (context.maxStringLength === null) context.maxStringLength = Infinity;
  return formatValue(context, value, 0, true);
}

inspect.custom = CUSTOM;
inspect.defaultOptions = defaults;
inspect.colors = {};
inspect.styles = {};

export function colored(context, text, kind) {
  if (!context.colors) return text;
  const [on, off] = COLORS[kind];
  return `\u001b[${on}m${text}\u001b[${off}m`;
}

export function formatPrimitive(context, value) {
  if (value === null) return colored(context, 'null', 'null');
  switch (typeof value) {
    case 'string': return formatString(context, value);
    case 'number': return colored(context, Object.is(value, -0) ? '-0' : String(value), 'number');
    case 'bigint': return colored(context, `${value}n`, 'bigint');
    case 'symbol': return colored(context, value.toString(), 'symbol');
    default: return colored(context, String(value), typeof value);
  }
}

function formatString(context, value) {
  let text = value;
  let rest = '';
  if (text.length > context.maxStringLength) {
    const more = text.length - context.maxStringLength;
    text = text.slice(0, context.maxStringLength);
    rest = `... ${more} more character${more > 1 ? 's' : ''}`;
  }
  // A long text of several lines is shown line by line.
  if (context.compact !== true && text.length > 16 && text.length > context.breakLength - context.indent - 4) {
    return text.split(/(?<=\n)/).map((line) => colored(context, quoted(line), 'string'))
      .join(` +\n${' '.repeat(context.indent + 2)}`) + rest;
  }
  return colored(context, quoted(text), 'string') + rest;
}

export function formatValue(context, value, level, typed) {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) {
    return formatPrimitive(context, value);
  }
  if (context.customInspect) {
    const custom = value[CUSTOM];
    if (typeof custom === 'function' && custom !== inspect && !isClassPrototype(value)) {
      return formatCustom(context, value, custom, level);
    }
  }
  if (context.seen.includes(value)) {
    if (!context.circular.has(value)) context.circular.set(value, context.circular.size + 1);
    return colored(context, `[Circular *${context.circular.get(value)}]`, 'special');
  }
  return formatObject(context, value, level, typed);
}

const isClassPrototype = (value) =>
  Object.hasOwn(value, 'constructor') && value.constructor?.prototype === value;

function formatCustom(context, value, custom, level) {
  const depth = context.depth === Infinity ? Infinity : context.depth - level;
  const { seen, circular, indent, level: _, ...options } = context;
  const result = custom.call(value, depth, { ...options, depth, stylize: (text) => text }, inspect);
  if (result === value) return formatObject(context, value, level, true);
  if (typeof result !== 'object' || result === null) {
    return typeof result === 'string' ? result.replaceAll('\n', `\n${' '.repeat(context.indent)}`)
      : formatPrimitive(context, result);
  }
  return formatValue(context, result, level);
}

function formatObject(context, value, level, typed) {
  const shape = describe(context, value, level);
  if (shape.whole !== undefined) return shape.whole;
  if (level > context.depth) {
    return colored(context, `[${shape.isArray ? 'Array' : shape.constructor || 'Object: null prototype'}]`, 'special');
  }
  context.seen.push(value);
  context.level = level;
  let output;
  try {
    output = shape.entries(level + 1);
    for (const key of shape.keys) output.push(formatProperty(context, value, level + 1, key, shape.isArray));
  } finally {
    context.seen.pop();
  }
  let base = shape.base;
  const mark = context.circular.get(value);
  if (mark !== undefined) {
    const reference = colored(context, `<ref *${mark}>`, 'special');
    if (context.compact === true) base = base === '' ? reference : `${reference} ${base}`;
    else shape.braces[0] = `${reference} ${shape.braces[0]}`;
  }
  if (context.sorted && !shape.isList) output.sort(typeof context.sorted === 'function' ? context.sorted : undefined);
  return layOut(context, output, base, shape.braces, shape.isList, level, value);
}

// `list`: the entry stands in a list, where a property's name is shown all the same.
export function formatProperty(context, value, level, key) {
  const descriptor = Object.getOwnPropertyDescriptor(value, key) ?? { value: value[key], enumerable: true };
  let text;
  if (descriptor.get !== undefined || descriptor.set !== undefined) {
    const what = descriptor.set === undefined ? 'Getter' : descriptor.get === undefined ? 'Setter' : 'Getter/Setter';
    text = colored(context, `[${what}]`, 'special');
  } else if ('value' in descriptor) {
    context.indent += 2;
    text = formatValue(context, descriptor.value, level);
    context.indent -= 2;
  } else {
    text = 'undefined';
  }
  return `${propertyName(context, key, descriptor.enumerable)}: ${text}`;
}

function propertyName(context, key, enumerable) {
  let name;
  if (typeof key === 'symbol') name = `[${colored(context, key.toString(), 'symbol')}]`;
  else if (key === '__proto__') name = "['__proto__']";
  else if (enumerable === false) name = `[${key}]`;
  else if (IDENTIFIER.test(key)) name = key;
  else name = colored(context, quoted(key), 'string');
  return name;
}

export { errorText };
