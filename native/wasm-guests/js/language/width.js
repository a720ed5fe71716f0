// How many columns of a terminal a text takes.

const COLOR = /\u001b\[[0-9;]*m/g;
// Combining marks, joiners and variation selectors.
const ZERO = /[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u200b-\u200f\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]/;

export function width(text) {
  const plain = text.replace(COLOR, '');
  if (/^[\x20-\x7e]*$/.test(plain)) return plain.length;
  let total = 0;
  for (const char of plain) total += isWide(char.codePointAt(0)) ? 2 : ZERO.test(char) ? 0 : 1;
  return total;
}

function isWide(code) {
  return code >= 0x1100 && (code <= 0x115f || (code >= 0x2e80 && code <= 0x3247 && code !== 0x303f)
    || (code >= 0x3250 && code <= 0x4dbf) || (code >= 0x4e00 && code <= 0xa4c6) || (code >= 0xa960 && code <= 0xa97c)
    || (code >= 0xac00 && code <= 0xd7a3) || (code >= 0xf900 && code <= 0xfaff) || (code >= 0xfe30 && code <= 0xfe6b)
    || (code >= 0xff01 && code <= 0xff60) || (code >= 0xffe0 && code <= 0xffe6) || (code >= 0x1f300 && code <= 0x1faff)
    || (code >= 0x20000 && code <= 0x3fffd));
}
