// util.parseArgs.
import { coded } from './invalid.js';

const unknownOption = (name) => coded(TypeError, 'ERR_PARSE_ARGS_UNKNOWN_OPTION', `Unknown option '${name}'`);

export function parseArgs({ args = process.argv.slice(2), options = {}, strict = true, allowPositionals = !strict } = {}) {
  const values = Object.create(null);
  const positionals = [];
  const rest = [...args];
  const set = (name, value) => {
    if (options[name]?.multiple) (values[name] ??= []).push(value);
    else values[name] = value;
  };
  const take = (name, shown, inline) => {
    const option = options[name];
    if (option === undefined && strict) throw unknownOption(shown);
    if (option?.type !== 'string') return set(name, inline ?? true);
    const value = inline ?? rest.shift();
    if (value === undefined) throw coded(TypeError, 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE', `Option '${shown} <value>' argument missing`);
    return set(name, value);
  };
  while (rest.length > 0) {
    const arg = rest.shift();
    if (arg === '--') {
      positionals.push(...rest.splice(0));
    } else if (arg.startsWith('--')) {
      const [name, ...inline] = arg.slice(2).split('=');
      take(name, `--${name}`, inline.length > 0 ? inline.join('=') : undefined);
    } else if (arg.startsWith('-') && arg.length > 1) {
      takeShort(arg, options, take, rest);
    } else {
      if (!allowPositionals) {
        throw coded(TypeError, 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL', `Unexpected argument '${arg}'. This command does not take positional arguments`);
      }
      positionals.push(arg);
    }
  }
  for (const [name, option] of Object.entries(options)) {
    if (option.default !== undefined && !(name in values)) values[name] = option.default;
  }
  return { values, positionals };
}

function takeShort(arg, options, take, rest) {
  const found = Object.entries(options).find(([, option]) => option.short === arg[1]);
  const name = found?.[0] ?? arg[1];
  if (found?.[1].type === 'string') {
    take(name, `-${arg[1]}, --${name}`, arg.length > 2 ? arg.slice(2) : undefined);
  } else {
    take(name, `-${arg[1]}`, undefined);
    if (arg.length > 2) rest.unshift(`-${arg.slice(2)}`);
  }
}
