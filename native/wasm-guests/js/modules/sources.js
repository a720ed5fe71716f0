// The source text of what runs, for the messages that show a line of it.

const texts = new Map();

export const remember = (file, text) => texts.set(file, text.split('\n'));
export const sourceLine = (file, line) => texts.get(file)?.[line - 1];

// Where a file does not compile; the engine's own word for it names our call.
const places = new WeakMap();

export const placeOf = (error) => (typeof error === 'object' && error !== null ? places.get(error) : undefined);
export const setPlace = (error, place) => places.set(error, place);
