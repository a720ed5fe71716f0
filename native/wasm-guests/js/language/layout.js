// How the entries of one value are laid out: on one line, in columns, or one below the other.
import { width } from './width.js';

// At most so many columns.
const COLUMNS = 15;

export function layOut(context, output, base, braces, isList, level, value) {
  const [open, close] = braces;
  const before = base === '' ? '' : `${base} `;
  if (context.compact === true) {
    return oneLineIfShort(context, output, before, braces);
  }
  let lines = output;
  if (typeof context.compact === 'number' && context.compact >= 1) {
    const entries = output.length;
    if (isList && entries > 6) lines = inColumns(context, output, value);
    // Only values that hold at most `compact` levels, and only when they were not put into columns.
    if (context.level - level < context.compact && entries === lines.length) {
      const start = lines.length + context.indent + open.length + base.length + 10;
      if (isShort(context, lines, start, base)) {
        const joined = lines.join(', ');
        if (!joined.includes('\n')) return `${before}${open} ${joined}${` ${close}`}`;
      }
    }
  }
  const indentation = `\n${' '.repeat(context.indent)}`;
  return `${before}${open}${indentation}  ${lines.join(`,${indentation}  `)}${indentation}${close}`;
}

function oneLineIfShort(context, output, before, [open, close]) {
  if (isShort(context, output, 0, before)) {
    return `${open}${before === '' ? '' : ` ${before}`} ${output.join(', ')} ${close}`;
  }
  const indentation = `\n${' '.repeat(context.indent)}`;
  const first = before === '' && open.length === 1 ? ' ' : `${before === '' ? '' : ` ${before}`}\n${' '.repeat(context.indent)}  `;
  return `${open}${first}${output.join(`,${indentation}  `)} ${close}`;
}

function isShort(context, output, start, base) {
  let total = output.length + start;
  if (total + output.length > context.breakLength) return false;
  for (const entry of output) {
    total += context.colors ? width(entry) : entry.length;
    if (total > context.breakLength) return false;
  }
  return base === '' || !base.includes('\n');
}

// Six or more short entries of a list stand in columns: numbers to the right, the rest to the left.
function inColumns(context, output, value) {
  const hasMore = context.maxArrayLength < output.length;
  const count = hasMore ? output.length - 1 : output.length;
  const widths = output.slice(0, count).map(width);
  const total = widths.reduce((sum, one) => sum + one + 2, 0);
  const widest = Math.max(0, ...widths);
  const cell = widest + 2;
  if (cell * 3 + context.indent >= context.breakLength || (total / cell <= 5 && widest > 6)) return output;
  // A cell is two and a half times as high as wide; wide cells count for less than the widest.
  const bias = Math.sqrt(cell - total / output.length);
  const biased = Math.max(cell - 3 - bias, 1);
  const columns = Math.min(
    Math.round(Math.sqrt(2.5 * biased * count) / biased),
    Math.floor((context.breakLength - context.indent) / cell),
    context.compact * 4,
    COLUMNS,
  );
  if (columns <= 1) return output;
  return rows(output, widths, count, columns, value, hasMore);
}

function rows(output, widths, count, columns, value, hasMore) {
  const widest = [];
  for (let column = 0; column < columns; column++) {
    let most = 0;
    for (let at = column; at < count; at += columns) most = Math.max(most, widths[at]);
    widest.push(most + 2);
  }
  const toRight = value !== undefined
    && output.every((_, at) => typeof value[at] === 'number' || typeof value[at] === 'bigint');
  const pad = (text, length) => (toRight ? text.padStart(length) : text.padEnd(length));
  const made = [];
  for (let begin = 0; begin < count; begin += columns) {
    const end = Math.min(begin + columns, count);
    let row = '';
    let at = begin;
    for (; at < end - 1; at++) {
      row += pad(`${output[at]}, `, widest[at - begin] + output[at].length - widths[at]);
    }
    row += toRight ? output[at].padStart(widest[at - begin] + output[at].length - widths[at] - 2) : output[at];
    made.push(row);
  }
  if (hasMore) made.push(output[count]);
  return made;
}
