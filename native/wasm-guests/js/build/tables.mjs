// What the engine does not know of Unicode, asked of the node that builds it: language/tables.js.

const PROPERTIES = `
L Lu Ll Lt Lm Lo M Mn Mc N Nd Nl No P Pd Ps Pe Pc Po S Sc Sm Sk So Z Zs C Cc Cf Alphabetic Uppercase Lowercase White_Space
Emoji Emoji_Presentation Emoji_Modifier Extended_Pictographic ID_Start ID_Continue ASCII_Hex_Digit Script=Latin Script=Greek
Script=Cyrillic Script=Han Script=Hiragana Script=Katakana Script=Hangul Script=Arabic Script=Hebrew Script=Thai Script=Devanagari
`.trim().split(/\s+/);
const LAST = 0x10ffff;
const HANGUL = [0xac00, 0xd7a3];
const isSurrogate = (code) => code >= 0xd800 && code <= 0xdfff;

// A property as the inside of a character class.
function ranges(name) {
  const pattern = new RegExp(`^\\p{${name}}$`, 'u');
  const found = [];
  for (let code = 0; code <= LAST; code++) {
    if (isSurrogate(code) || !pattern.test(String.fromCodePoint(code))) continue;
    if (found.at(-1)?.[1] === code - 1) found.at(-1)[1] = code;
    else found.push([code, code]);
  }
  const hex = (code) => `\\u{${code.toString(16)}}`;
  return found.map(([from, to]) => (from === to ? hex(from) : `${hex(from)}-${hex(to)}`)).join('');
}

// Characters by what they are taken apart into; Hangul follows a rule of its own.
function decompositions(form, except) {
  const found = {};
  for (let code = 0x80; code <= 0x2ffff; code++) {
    if (isSurrogate(code) || (code >= HANGUL[0] && code <= HANGUL[1])) continue;
    const char = String.fromCodePoint(code);
    const apart = char.normalize(form);
    if (apart !== char && except[char] !== apart) found[char] = apart;
  }
  return found;
}

export function tables() {
  const canonical = decompositions('NFD', {});
  const compatible = decompositions('NFKD', canonical);
  const composed = Object.keys(canonical).filter((char) => char.normalize('NFC') === char);
  const properties = Object.fromEntries(PROPERTIES.map((name) => [name, ranges(name)]));
  return `// Made by build/tables.mjs.
export const CANONICAL = ${JSON.stringify(canonical)};
export const COMPATIBLE = ${JSON.stringify(compatible)};
export const COMPOSED = ${JSON.stringify(composed)};
export const PROPERTIES = ${JSON.stringify(properties)};
`;
}
