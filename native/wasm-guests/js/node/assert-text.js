// The messages of failed comparisons.
import { inspect } from '../language/inspect.js';

const HEADINGS = {
  strictEqual: 'Expected values to be strictly equal:',
  deepStrictEqual: 'Expected values to be strictly deep-equal:',
  deepEqual: 'Expected values to be loosely deep-equal:',
};
const UNEQUAL = {
  notStrictEqual: 'Expected "actual" to be strictly unequal to:',
  notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
  notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
};
const SHOWN = { compact: false, customInspect: false, depth: 1000, maxArrayLength: Infinity, showHidden: false, sorted: true, breakLength: Infinity };
const shown = (value) => inspect(value, SHOWN);

export function difference(actual, expected, operator) {
  if (operator === '==' || operator === '!=') return `${inspect(actual)} ${operator} ${inspect(expected)}`;
  if (operator in UNEQUAL) return `${UNEQUAL[operator]}${/\n/.test(shown(actual)) ? `\n\n${shown(actual)}\n` : ` ${shown(actual)}`}`;
  const [left, right] = [shown(actual), shown(expected)];
  if (operator === 'deepEqual') return `${HEADINGS.deepEqual}\n\n${left}\n\nshould loosely deep-equal\n\n${right}`;
  const isSimple = (value) => typeof value !== 'object' || value === null;
  if (isSimple(actual) && isSimple(expected) && !/\n/.test(left + right) && left.length + right.length <= 80 && left !== right) {
    return `${HEADINGS[operator]}\n\n${left} !== ${right}\n`;
  }
  return `${HEADINGS[operator]}\n+ actual - expected\n\n${lines(left.split('\n'), right.split('\n')).join('\n')}`;
}

// The shortest way from one list of lines to the other.
function lines(left, right) {
  const length = Array.from({ length: left.length + 1 }, () => new Array(right.length + 1).fill(0));
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      length[i][j] = left[i] === right[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
    }
  }
  const result = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && left[i] === right[j]) {
      result.push(`  ${left[i++]}`);
      j++;
    } else if (i < left.length && (j === right.length || length[i + 1][j] >= length[i][j + 1])) {
      result.push(`+ ${left[i++]}`);
    } else {
      result.push(`- ${right[j++]}`);
    }
  }
  return result;
}
