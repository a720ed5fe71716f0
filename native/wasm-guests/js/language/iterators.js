// Iterators of Maps and Sets remember what they are of, so that util.inspect can show it without using them up.

const sources = new WeakMap();

// What an iterator goes over, as it would from its beginning, or null where nobody knows.
export function itemsOf(iterator) {
  const source = sources.get(iterator);
  return source === undefined ? null : [...source.make.call(source.of)];
}

export const isOfEntries = (iterator) => sources.get(iterator)?.name === 'entries';

export function install() {
  for (const Type of [Map, Set]) {
    for (const name of ['keys', 'values', 'entries']) {
      const make = Type.prototype[name];
      // Loops over the collection itself take the original, by its symbol.
      Object.defineProperty(Type.prototype, name, {
        value: {
          [name]() {
            const iterator = make.call(this);
            sources.set(iterator, { of: this, make, name });
            return iterator;
          },
        }[name],
        writable: true, configurable: true, enumerable: false,
      });
    }
  }
}
