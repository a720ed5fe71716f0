// node:util/types.

const tagOf = (value) => Object.prototype.toString.call(value).slice(8, -1);
const isObject = (value) => typeof value === 'object' && value !== null;
const instance = (Type) => (value) => value instanceof Type;
const boxed = (tag) => (value) => isObject(value) && tagOf(value) === tag;

export const types = {
  isPromise: instance(Promise), isRegExp: instance(RegExp), isDate: instance(Date), isMap: instance(Map), isSet: instance(Set),
  isWeakMap: instance(WeakMap), isWeakSet: instance(WeakSet), isNativeError: instance(Error), isDataView: instance(DataView),
  isArrayBuffer: instance(ArrayBuffer), isAnyArrayBuffer: instance(ArrayBuffer), isSharedArrayBuffer: () => false,
  isArrayBufferView: ArrayBuffer.isView,
  isTypedArray: (value) => ArrayBuffer.isView(value) && !(value instanceof DataView),
  isAsyncFunction: (value) => typeof value === 'function' && /^Async/.test(tagOf(value)),
  isGeneratorFunction: (value) => typeof value === 'function' && /GeneratorFunction$/.test(tagOf(value)),
  isGeneratorObject: (value) => isObject(value) && /Generator$/.test(tagOf(value)),
  isNumberObject: boxed('Number'), isStringObject: boxed('String'), isBooleanObject: boxed('Boolean'),
  isSymbolObject: boxed('Symbol'), isBigIntObject: boxed('BigInt'),
  isBoxedPrimitive: (value) => isObject(value) && /^(Number|String|Boolean|Symbol|BigInt)$/.test(tagOf(value)),
  isMapIterator: boxed('Map Iterator'), isSetIterator: boxed('Set Iterator'), isProxy: () => false,
  isArgumentsObject: boxed('Arguments'), isModuleNamespaceObject: boxed('Module'),
};
for (const Type of [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array,
  Float32Array, Float64Array, BigInt64Array, BigUint64Array]) {
  types[`is${Type.name}`] = instance(Type);
}
