// The texts of the engine's errors in V8's words: programs print them, and people look them up.

const READ = "Cannot read properties of $2 (reading '$1')";
const WORDS = [
  [/^can't access property "?(.+?)"? of (null|undefined)$/, READ],
  [/^can't access property "?(.+?)"?, .+ is (null|undefined)$/, READ],
  [/^invalid assignment to const '.+'$/, 'Assignment to constant variable.'],
  [/^can't access lexical declaration '(.+)' before initialization$/, "Cannot access '$1' before initialization"],
  [/^too much recursion$/, 'Maximum call stack size exceeded'],
  [/^invalid array length$/, 'Invalid array length'],
  [/^can't convert BigInt to number$/, 'Cannot mix BigInt and other types, use explicit conversions'],
  [/^malformed URI sequence$/, 'URI malformed'],
  [/^can't convert symbol to string$/, 'Cannot convert a Symbol value to a string'],
  [/^can't convert symbol to number$/, 'Cannot convert a Symbol value to a number'],
  [/^"?(.+?)"? is read-only$/, "Cannot assign to read only property '$1' of object '#<Object>'"],
  [/^can't define property "?(.+?)"?: .* is not extensible$/, 'Cannot add property $1, object is not extensible'],
  [/^property "?(.+?)"? is non-configurable and can't be deleted$/, "Cannot delete property '$1' of #<Object>"],
  [/^setting getter-only property "?(.+?)"?$/, 'Cannot set property $1 of #<Object> which has only a getter'],
  [/^reduce of empty array with no initial value$/, 'Reduce of empty array with no initial value'],
  [/^cyclic object value$/, 'Converting circular structure to JSON'],
  [/^BigInt value can't be serialized in JSON$/, 'Do not know how to serialize a BigInt'],
  [/^precision .+ out of range$/, 'toFixed() digits argument must be between 0 and 100'],
  [/^invalid date$/, 'Invalid time value'],
  [/^class constructors must be invoked with 'new'$/, "Class constructor cannot be invoked without 'new'"],
  [/^repeat count must be non-negative$/, 'Invalid count value: -1'],
  [/^(.+) can't be converted to BigInt because it isn't an integer$/, 'The number $1 cannot be converted to a BigInt because it is not an integer'],
];

// Gives an error that the engine made its V8 text; any other stays as it is.
export function translated(error) {
  if (!(error instanceof Error) || typeof error.message !== 'string') return error;
  for (const [pattern, words] of WORDS) {
    if (pattern.test(error.message)) {
      error.message = error.message.replace(pattern, words);
      break;
    }
  }
  return error;
}

const JSON_WORDS = {
  "expected property name or '}'": "Expected property name or '}' in JSON",
  "expected ',' or ']' after array element": "Expected ',' or ']' after array element in JSON",
  "expected ',' or '}' after property value in object": "Expected ',' or '}' after property value in JSON",
  "expected ':' after property name in object": "Expected ':' after property name in JSON",
  'expected double-quoted property name': 'Expected double-quoted property name in JSON',
  'unterminated string': 'Unterminated string in JSON',
  'unterminated string literal': 'Unterminated string in JSON',
  'bad control character in string literal': 'Bad control character in string literal in JSON',
  'bad escaped character': 'Bad escaped character in JSON',
  'unexpected non-whitespace character after JSON data': 'Unexpected non-whitespace character after JSON',
};

function jsonMessage(message, text) {
  const match = /^JSON\.parse: (.+) at line (\d+) column (\d+) of the JSON data$/.exec(message);
  if (match === null) return message;
  const [, what, line, column] = match;
  if (what === 'unexpected end of data') return 'Unexpected end of JSON input';
  const lines = text.split('\n').slice(0, Number(line) - 1);
  const position = lines.reduce((sum, one) => sum + one.length + 1, 0) + Number(column) - 1;
  if (position >= text.length && what !== 'unterminated string') return 'Unexpected end of JSON input';
  if (what in JSON_WORDS) return `${JSON_WORDS[what]} at position ${position}`;
  const shown = text.length > 40 ? `...${JSON.stringify(text.slice(Math.max(0, position - 10), position + 10))}... ` : `${JSON.stringify(text).replaceAll('\\"', '"')} `;
  return `Unexpected token '${text[position]}', ${shown}is not valid JSON`;
}

function installJson() {
  const { parse } = JSON;
  JSON.parse = {
    parse(text, reviver) {
      try {
        return parse(text, reviver);
      } catch (error) {
        if (error instanceof SyntaxError) error.message = text === undefined ? '"undefined" is not valid JSON' : jsonMessage(error.message, String(text));
        throw error;
      }
    },
  }.parse;
}

// What a rejection's handler gets.
function installPromise() {
  const { then } = Promise.prototype;
  Object.defineProperty(Promise.prototype, 'then', {
    value: {
      then(onFulfilled, onRejected) {
        return then.call(this, onFulfilled, typeof onRejected === 'function' ? (reason) => onRejected(translated(reason)) : onRejected);
      },
    }.then,
    writable: true, configurable: true,
  });
}

// The name of the zone in full, as V8 has it.
function installDate() {
  for (const name of ['toString', 'toTimeString']) {
    const original = Date.prototype[name];
    Object.defineProperty(Date.prototype, name, {
      value: { [name]() { return original.call(this).replace('(UTC)', '(Coordinated Universal Time)'); } }[name],
      writable: true, configurable: true,
    });
  }
}

export function install() {
  installJson();
  installPromise();
  installDate();
}
