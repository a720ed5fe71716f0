// String.prototype.normalize: the engine is built without it.
import { CANONICAL, COMPATIBLE, COMPOSED } from './tables.js';

// Hangul syllables are numbered by their parts (The Unicode Standard, 3.12).
const HANGUL = { syllable: 0xac00, lead: 0x1100, vowel: 0x1161, tail: 0x11a7, vowels: 21, tails: 28, count: 11172 };
const pairs = new Map(COMPOSED.map((char) => [CANONICAL[char], char]));

function apart(char, compatible) {
  const code = char.codePointAt(0);
  const index = code - HANGUL.syllable;
  if (index >= 0 && index < HANGUL.count) {
    const tail = index % HANGUL.tails;
    const lead = Math.floor(index / HANGUL.tails / HANGUL.vowels);
    const vowel = Math.floor(index / HANGUL.tails) % HANGUL.vowels;
    return String.fromCharCode(HANGUL.lead + lead, HANGUL.vowel + vowel, ...(tail === 0 ? [] : [HANGUL.tail + tail]));
  }
  return (compatible ? COMPATIBLE[char] : undefined) ?? CANONICAL[char] ?? char;
}

function joined(first, second) {
  const [a, b] = [first.codePointAt(0), second.codePointAt(0)];
  const [lead, vowel] = [a - HANGUL.lead, b - HANGUL.vowel];
  if (lead >= 0 && lead < 19 && vowel >= 0 && vowel < HANGUL.vowels) {
    return String.fromCharCode(HANGUL.syllable + (lead * HANGUL.vowels + vowel) * HANGUL.tails);
  }
  const [index, tail] = [a - HANGUL.syllable, b - HANGUL.tail];
  if (index >= 0 && index < HANGUL.count && index % HANGUL.tails === 0 && tail > 0 && tail < HANGUL.tails) return String.fromCharCode(a + tail);
  return pairs.get(first.normalize('NFD') + second);
}

function together(text) {
  const result = [];
  for (const char of text) {
    const last = result.at(-1);
    const one = last === undefined ? undefined : joined(last, char);
    if (one === undefined) result.push(char);
    else result[result.length - 1] = one;
  }
  return result.join('');
}

function normalize(form = 'NFC') {
  const text = String(this);
  if (!['NFC', 'NFD', 'NFKC', 'NFKD'].includes(form)) throw new RangeError(`The normalization form should be one of NFC, NFD, NFKC, NFKD.`);
  if (/^[\x00-\x7f]*$/.test(text)) return text;
  const parts = Array.from(text, (char) => apart(char, form.includes('K'))).join('');
  return form.endsWith('D') ? parts : together(parts);
}

export function install() {
  Object.defineProperty(String.prototype, 'normalize', { value: normalize, writable: true, configurable: true, enumerable: false });
}
