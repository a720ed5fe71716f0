// The source text of what runs, for the messages that show a line of it.

const texts = new Map();

export const remember = (file, text) => texts.set(file, text.split('\n'));
export const sourceLine = (file, line) => texts.get(file)?.[line - 1];
