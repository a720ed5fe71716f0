// How util.inspect shows an error: its stack, in brackets when it has none.

export function errorText(context, error, keys, level) {
  const own = error.stack;
  let stack = typeof own === 'string' && own !== '' ? own : Error.prototype.toString.call(error);
  stack = named(stack, error);
  const lines = stack.split('\n');
  const begin = lines.findIndex((line) => /^\s+at /.test(line));
  // No frames: only the heading, in brackets.
  if (begin === -1) stack = `[${stack}]`;
  if (context.indent !== 0) stack = stack.replaceAll('\n', `\n${' '.repeat(context.indent)}`);
  return stack;
}

// The heading says the class even where `name` was not set by it.
function named(stack, error) {
  const name = error.name === undefined ? 'Error' : String(error.name);
  const constructor = error.constructor?.name;
  if (!constructor || constructor === name || stack.split('\n')[0].includes(constructor)) return stack;
  if (stack.startsWith(name) && !name.includes(constructor)) {
    const rest = stack.slice(name.length);
    return name === 'Error' ? `${constructor}${rest}` : `${constructor} [${name}]${rest}`;
  }
  return stack;
}
