// \p{…} in regular expressions: the engine knows no Unicode properties, so they become character classes.
import { PROPERTIES } from './tables.js';

const LONG = { Letter: 'L', Uppercase_Letter: 'Lu', Lowercase_Letter: 'Ll', Mark: 'M', Nonspacing_Mark: 'Mn', Number: 'N', Decimal_Number: 'Nd',
  Punctuation: 'P', Symbol: 'S', Currency_Symbol: 'Sc', Math_Symbol: 'Sm', Separator: 'Z', Space_Separator: 'Zs', Other: 'C', Control: 'Cc',
  Alpha: 'Alphabetic', Upper: 'Uppercase', Lower: 'Lowercase', space: 'White_Space' };

function classOf(name) {
  const plain = name.replace(/^(?:General_Category|gc)=/, '').replace(/^(?:sc|scx|Script_Extensions)=/, 'Script=');
  return PROPERTIES[LONG[plain] ?? plain];
}

export function withoutProperties(pattern) {
  let result = '';
  let inClass = false;
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at];
    const match = char === '\\' ? /^\\([pP])\{([^}]*)\}/.exec(pattern.slice(at, at + 60)) : null;
    const ranges = match === null ? undefined : classOf(match[2]);
    if (ranges !== undefined && !(inClass && match[1] === 'P')) {
      result += inClass ? ranges : `[${match[1] === 'P' ? '^' : ''}${ranges}]`;
      at += match[0].length - 1;
    } else if (char === '\\') {
      result += char + (pattern[++at] ?? '');
    } else {
      if (char === '[') inClass = true;
      else if (char === ']') inClass = false;
      result += char;
    }
  }
  return result;
}

export function install() {
  const Engine = globalThis.RegExp;
  function RegExp(pattern, flags) {
    const isText = typeof pattern === 'string' && /[uv]/.test(flags ?? '') && /\\p\{/i.test(pattern);
    const used = isText ? withoutProperties(pattern) : pattern;
    if (new.target === undefined) return Engine(used, flags);
    return Reflect.construct(Engine, [used, flags], new.target === RegExp ? Engine : new.target);
  }
  Object.setPrototypeOf(RegExp, Engine);
  Object.defineProperty(RegExp, 'prototype', { value: Engine.prototype, writable: false });
  Object.defineProperty(Engine.prototype, 'constructor', { value: RegExp, writable: true, configurable: true, enumerable: false });
  Object.defineProperty(globalThis, 'RegExp', { value: RegExp, writable: true, configurable: true, enumerable: false });
}
