// The one way out of the engine: a call with a name and a text, answered by a text. The program never sees it.
const invoke = globalThis.java_invoke;

export const ask = (name, text) => invoke('', name, text);

// Takes out of reach what the engine's build brings along.
export function close() {
  for (const name of ['java_invoke', 'Javy', 'plugin']) delete globalThis[name];
}
