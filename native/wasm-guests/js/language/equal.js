// Deep equality, strict and loose, as node:assert and util.isDeepStrictEqual mean it.

const tagOf = (value) => Object.prototype.toString.call(value);

export function isDeepEqual(a, b, strict, pairs = []) {
  if (strict ? Object.is(a, b) : a == b || (Number.isNaN(a) && Number.isNaN(b))) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (strict && Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (tagOf(a) !== tagOf(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  if (pairs.some(([left, right]) => left === a && right === b)) return true;
  const deeper = [...pairs, [a, b]];
  return sameContent(a, b, strict, deeper) && sameProperties(a, b, strict, deeper);
}

function sameContent(a, b, strict, pairs) {
  if (Array.isArray(a)) return a.length === b.length;
  if (a instanceof Date) return a.getTime() === b.getTime();
  if (a instanceof RegExp) return String(a) === String(b) && a.lastIndex === b.lastIndex;
  if (a instanceof Error) return a.message === b.message && a.name === b.name && isDeepEqual(a.cause, b.cause, strict, pairs);
  if (a instanceof Map) return sameMaps(a, b, strict, pairs);
  if (a instanceof Set) return sameSets(a, b, strict, pairs);
  if (ArrayBuffer.isView(a) && !(a instanceof DataView)) return a.length === b.length;
  if (a instanceof ArrayBuffer) return isDeepEqual(new Uint8Array(a), new Uint8Array(b), strict, pairs);
  if (['[object Number]', '[object String]', '[object Boolean]', '[object Symbol]', '[object BigInt]'].includes(tagOf(a))) {
    return Object.is(a.valueOf(), b.valueOf());
  }
  return true;
}

function sameMaps(a, b, strict, pairs) {
  if (a.size !== b.size) return false;
  return [...a].every(([key, value]) => (b.has(key) ? isDeepEqual(value, b.get(key), strict, pairs)
    : [...b].some(([other, its]) => isDeepEqual(key, other, strict, pairs) && isDeepEqual(value, its, strict, pairs))));
}

function sameSets(a, b, strict, pairs) {
  if (a.size !== b.size) return false;
  return [...a].every((value) => b.has(value) || [...b].some((other) => isDeepEqual(value, other, strict, pairs)));
}

function sameProperties(a, b, strict, pairs) {
  const [left, right] = [keys(a, strict), keys(b, strict)];
  return left.length === right.length
    && left.every((key) => Object.prototype.propertyIsEnumerable.call(b, key) && isDeepEqual(a[key], b[key], strict, pairs));
}

function keys(value, strict) {
  const symbols = strict ? Object.getOwnPropertySymbols(value) : [];
  return [...Object.keys(value), ...symbols.filter((one) => Object.prototype.propertyIsEnumerable.call(value, one))];
}
