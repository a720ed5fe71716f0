// The texts of QuickJS's errors in V8's words: programs print them, and people look them up.
import { renamed } from './errors.js';

const WORDS = [
  [/^cannot read property 'Symbol\.iterator' of (null|undefined)$/, '$1 is not iterable'],
  [/^cannot (read|set) property '(.+)' of (null|undefined)$/, "Cannot $1 properties of $3 ($1ing '$2')"],
  [/^(.+) is not initialized$/, "Cannot access '$1' before initialization"],
  [/^'.+' is read-only$/, 'Assignment to constant variable.'],
  [/^invalid array length$/, 'Invalid array length'],
  [/^cannot convert BigInt to number$/, 'Cannot mix BigInt and other types, use explicit conversions'],
  [/^expecting hex digit$/, 'URI malformed'],
  [/^cannot convert symbol to (string|number)$/, 'Cannot convert a Symbol value to a $1'],
  [/^empty array$/, 'Reduce of empty array with no initial value'],
  [/^circular reference$/, 'Converting circular structure to JSON'],
  [/^BigInt are forbidden in JSON\.stringify$/, 'Do not know how to serialize a BigInt'],
  [/^invalid number of digits$/, 'toFixed() digits argument must be between 0 and 100'],
  [/^Date value is NaN$/, 'Invalid time value'],
  [/^class constructors must be invoked with 'new'$/, "Class constructor cannot be invoked without 'new'"],
  [/^invalid repeat count$/, 'Invalid count value: -1'],
  [/^object is not extensible$/, 'Cannot add property, object is not extensible'],
];

// Gives an error that the engine made its V8 text; any other stays as it is.
export function translated(error) {
  if (!(error instanceof Error) || typeof error.message !== 'string') return error;
  for (const [pattern, words] of WORDS) {
    if (pattern.test(error.message)) {
      error.message = error.message.replace(pattern, words).replace('seting', 'setting');
      renamed(error);
      break;
    }
  }
  return error;
}

export function install() {}
