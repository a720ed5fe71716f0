// What a value is to util.inspect: its braces, what stands before them, its entries, its further keys.
import { colored, formatPrimitive, formatProperty, formatValue } from './inspect.js';
import { errorText } from './inspect-error.js';
import { isOfEntries, itemsOf } from './iterators.js';

const tagOf = (value) => Object.prototype.toString.call(value).slice(8, -1);
const TypedArray = Object.getPrototypeOf(Uint8Array);
const typedTag = Object.getOwnPropertyDescriptor(TypedArray.prototype, Symbol.toStringTag).get;

// A method of a built-in class tells whether a value is one, whatever its prototype says.
function is(probe, value) {
  try {
    probe.call(value);
    return true;
  } catch {
    return false;
  }
}

const mapSize = Object.getOwnPropertyDescriptor(Map.prototype, 'size').get;
const setSize = Object.getOwnPropertyDescriptor(Set.prototype, 'size').get;
const bufferLength = Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, 'byteLength').get;
const isMap = (value) => value instanceof Map && is(mapSize, value);
const isSet = (value) => value instanceof Set && is(setSize, value);

export function constructorName(value) {
  for (let proto = value; proto !== null; proto = Object.getPrototypeOf(proto)) {
    const made = Object.getOwnPropertyDescriptor(proto, 'constructor')?.value;
    if (typeof made === 'function' && made.name !== '' && (value instanceof made || proto === made.prototype)) {
      return made.name;
    }
  }
  return null;
}

// "Name " before braces, with the size and the tag where they say something new.
function prefix(constructor, tag, fallback, size = '') {
  const shown = constructor === null ? `[${fallback}${size}: null prototype] ` : `${constructor}${size} `;
  return tag !== '' && tag !== constructor ? `${shown}[${tag}] ` : shown;
}

function keysOf(context, value, isList) {
  let keys = context.showHidden ? Object.getOwnPropertyNames(value) : Object.keys(value);
  if (isList) keys = keys.filter((key) => !/^(0|[1-9]\d*)$/.test(key));
  const symbols = Object.getOwnPropertySymbols(value)
    .filter((symbol) => context.showHidden || Object.prototype.propertyIsEnumerable.call(value, symbol));
  return [...keys, ...symbols];
}

export function describe(context, value, level) {
  const constructor = constructorName(value);
  let tag = '';
  try {
    const own = value[Symbol.toStringTag];
    // One of its own is shown among the properties.
    if (typeof own === 'string' && !Object.prototype.propertyIsEnumerable.call(value, Symbol.toStringTag)) tag = own;
  } catch {
    // A getter that throws has no tag.
  }
  if (Array.isArray(value)) return describeArray(context, value, constructor, tag);
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return describeTyped(context, value, constructor);
  const shape = { constructor, keys: keysOf(context, value, false), base: '', braces: ['{', '}'], entries: () => [] };
  if (isMap(value)) return describeMap(context, value, shape, tag);
  if (isSet(value)) return describeSet(context, value, shape, tag);
  return describeOther(context, value, shape, tag, level);
}

function describeArray(context, value, constructor, tag) {
  const named = constructor !== 'Array' || tag !== '';
  const open = named ? `${prefix(constructor, tag, 'Array', `(${value.length})`)}[` : '[';
  const shape = { constructor, isArray: true, isList: true, base: '', braces: [open, ']'] };
  shape.keys = keysOf(context, value, true);
  if (value.length === 0 && shape.keys.length === 0) return { ...shape, whole: `${open}]` };
  shape.entries = (level) => arrayEntries(context, value, level);
  return shape;
}

function arrayEntries(context, value, level) {
  const output = [];
  let at = 0;
  while (at < value.length && output.length < context.maxArrayLength) {
    if (Object.hasOwn(value, at)) {
      context.indent += 2;
      output.push(elementText(context, value, at, level));
      context.indent -= 2;
      at++;
    } else {
      const begin = at;
      while (at < value.length && !Object.hasOwn(value, at)) at++;
      output.push(colored(context, `<${at - begin} empty item${at - begin > 1 ? 's' : ''}>`, 'undefined'));
    }
  }
  if (at < value.length) output.push(more(value.length - at));
  return output;
}

function elementText(context, value, at, level) {
  const { get, set } = Object.getOwnPropertyDescriptor(value, at);
  if (get === undefined && set === undefined) return formatValue(context, value[at], level);
  return colored(context, `[${set === undefined ? 'Getter' : get === undefined ? 'Setter' : 'Getter/Setter'}]`, 'special');
}

const more = (count) => `... ${count} more item${count > 1 ? 's' : ''}`;

function describeTyped(context, value, constructor) {
  const open = `${prefix(constructor, '', typedTag.call(value), `(${value.length})`)}[`;
  const shape = { constructor, isList: true, base: '', braces: [open, ']'], keys: keysOf(context, value, true) };
  if (value.length === 0 && shape.keys.length === 0) return { ...shape, whole: `${open}]` };
  shape.entries = () => {
    const shown = Array.from(value.subarray(0, Math.min(context.maxArrayLength, value.length)));
    const output = shown.map((item) => formatPrimitive(context, item));
    if (value.length > shown.length) output.push(more(value.length - shown.length));
    return output;
  };
  return shape;
}

function describeMap(context, value, shape, tag) {
  const size = mapSize.call(value);
  shape.braces[0] = `${prefix(shape.constructor, tag, 'Map', `(${size})`)}{`;
  if (size === 0 && shape.keys.length === 0) return { ...shape, whole: `${shape.braces[0]}}` };
  shape.entries = (level) => {
    const output = [];
    context.indent += 2;
    for (const [key, item] of Map.prototype.entries.call(value)) {
      if (output.length >= context.maxArrayLength) break;
      output.push(`${formatValue(context, key, level)} => ${formatValue(context, item, level)}`);
    }
    context.indent -= 2;
    if (size > output.length) output.push(more(size - output.length));
    return output;
  };
  return shape;
}

function describeSet(context, value, shape, tag) {
  const size = setSize.call(value);
  shape.braces[0] = `${prefix(shape.constructor, tag, 'Set', `(${size})`)}{`;
  if (size === 0 && shape.keys.length === 0) return { ...shape, whole: `${shape.braces[0]}}` };
  shape.entries = (level) => listed(context, [...Set.prototype.values.call(value)], level);
  return shape;
}

function listed(context, items, level) {
  context.indent += 2;
  const output = items.slice(0, context.maxArrayLength).map((item) => formatValue(context, item, level));
  context.indent -= 2;
  if (items.length > output.length) output.push(more(items.length - output.length));
  return output;
}

function functionBase(value, constructor, tag) {
  if (/^class\b/.test(Function.prototype.toString.call(value)) && Object.hasOwn(value, 'prototype')) {
    const parent = Object.getPrototypeOf(value)?.name;
    const name = Object.hasOwn(value, 'name') && value.name !== '' ? value.name : '(anonymous)';
    return `[class ${name}${constructor === null ? ' extends [null prototype]' : parent ? ` extends ${parent}` : ''}]`;
  }
  const kind = constructor === null ? 'Function' : tagOf(value) === 'Function' ? 'Function' : tagOf(value);
  const shown = value.name === '' ? ' (anonymous)' : `: ${value.name}`;
  const base = `[${kind}${shown}${constructor === null ? ' (null prototype)' : ''}]`;
  return tag !== '' && tag !== constructor && constructor !== null ? `${base} [${tag}]` : base;
}

function boxed(context, value) {
  for (const [type, unbox] of [['Number', Number.prototype.valueOf], ['String', String.prototype.valueOf],
    ['Boolean', Boolean.prototype.valueOf], ['BigInt', BigInt.prototype.valueOf], ['Symbol', Symbol.prototype.valueOf]]) {
    if (typeof value === 'object' && is(unbox, value)) {
      return { type, text: formatPrimitive({ ...context, colors: false }, unbox.call(value)) };
    }
  }
  return null;
}

function withBase(context, shape, base) {
  shape.base = base;
  return shape.keys.length === 0 ? { ...shape, whole: base } : shape;
}

function describeOther(context, value, shape, tag, level) {
  const { constructor, keys } = shape;
  if (typeof value === 'function') {
    const base = functionBase(value, constructor, tag);
    return withBase(context, shape, keys.length === 0 ? colored(context, base, 'special') : base);
  }
  if (tagOf(value) === 'Arguments') {
    shape.braces[0] = '[Arguments] {';
    return shape;
  }
  if (value instanceof RegExp && is(RegExp.prototype.exec, value)) {
    return withBase(context, shape, colored(context, RegExp.prototype.toString.call(value), 'regexp'));
  }
  if (value instanceof Date && is(Date.prototype.getTime, value)) {
    const shown = Number.isNaN(Date.prototype.getTime.call(value)) ? 'Invalid Date' : Date.prototype.toISOString.call(value);
    return withBase(context, shape, colored(context, shown, 'date'));
  }
  if (value instanceof Error) return describeError(context, value, shape, level);
  const box = boxed(context, value);
  if (box !== null) return describeBoxed(context, value, shape, box, tag);
  return describeBuiltIn(context, value, shape, tag) ?? describePlain(context, value, shape, tag, keys);
}

function describeBoxed(context, value, shape, { type, text }, tag) {
  if (type === 'String') shape.keys = shape.keys.filter((key) => typeof key === 'symbol' || !/^\d+$/.test(key));
  const name = shape.constructor === null ? `${type} (null prototype)`
    : shape.constructor === type ? type : `${type} (${shape.constructor})`;
  return withBase(context, shape, colored(context, `[${name}: ${text}]`, type.toLowerCase()));
}

function describeError(context, value, shape, level) {
  shape.keys = shape.keys.filter((key) => !(key === 'stack' || key === 'message' || key === 'name')
    || !String(value.stack).includes(String(value[key])));
  for (const key of ['cause', 'errors']) {
    if (Object.hasOwn(value, key) && !shape.keys.includes(key)) shape.keys.push(key);
  }
  return withBase(context, shape, errorText(context, value, shape.keys, level));
}

function describeBuiltIn(context, value, shape, tag) {
  const { constructor } = shape;
  const named = (fallback) => `${prefix(constructor, tag === constructor ? '' : tag, fallback)}{`;
  if (value instanceof Promise) {
    // Its state cannot be asked for here.
    shape.braces[0] = named('Promise');
    shape.entries = () => [colored(context, '<pending>', 'special')];
  } else if (value instanceof WeakMap || value instanceof WeakSet) {
    shape.braces[0] = named('WeakSet');
    shape.entries = () => [colored(context, '<items unknown>', 'special')];
  } else if (value instanceof WeakRef) {
    shape.braces[0] = named('WeakRef');
    shape.entries = (level) => [formatValue(context, value.deref(), level)];
  } else if (value instanceof ArrayBuffer && is(bufferLength, value)) {
    shape.braces[0] = named('ArrayBuffer');
    shape.entries = () => bufferEntries(context, value);
  } else if (value instanceof DataView) {
    shape.braces[0] = named('DataView');
    shape.entries = (level) => ['byteLength', 'byteOffset', 'buffer']
      .map((key) => formatProperty(context, { [key]: value[key] }, level, key));
  } else if (tag === 'Map Iterator' || tag === 'Set Iterator') {
    return describeIterator(context, value, shape, tag);
  } else if (tag === 'Module') {
    shape.braces[0] = `[${tag}${constructor === null ? ': null prototype' : ''}] {`;
    const exported = shape.keys;
    shape.keys = [];
    shape.entries = (level) => exported.map((key) => formatProperty(context, { [key]: value[key] }, level, key));
  } else {
    return null;
  }
  return shape;
}

function describeIterator(context, value, shape, tag) {
  const items = itemsOf(value) ?? [];
  shape.braces = [`[${isOfEntries(value) ? tag.replace('Iterator', 'Entries') : tag}] {`, '}'];
  shape.entries = (level) => listed(context, items, level);
  return shape;
}

function bufferEntries(context, value) {
  const bytes = new Uint8Array(value, 0, Math.min(50, value.byteLength));
  let shown = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const rest = value.byteLength - bytes.length;
  if (rest > 0) shown += ` ... ${rest} more byte${rest > 1 ? 's' : ''}`;
  return [`${colored(context, '[Uint8Contents]', 'special')}: <${shown}>`,
    `byteLength: ${formatPrimitive(context, value.byteLength)}`];
}

function describePlain(context, value, shape, tag, keys) {
  const { constructor } = shape;
  const isPlain = constructor === 'Object' && tag === '';
  // A generator object's class has no name of its own.
  const name = constructor === null && tag !== '' && Object.getPrototypeOf(value) !== null ? 'Object' : constructor;
  const open = isPlain ? '{' : `${prefix(name, tag, 'Object')}{`;
  shape.braces[0] = open;
  if (keys.length === 0) return { ...shape, whole: `${open}}` };
  return shape;
}
