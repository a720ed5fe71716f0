// console.table's box of lines.
import { inspect } from '../language/inspect.js';
import { width } from '../language/width.js';

const shown = (value) => inspect(value, { depth: typeof value === 'object' && value !== null && Object.keys(value).length > 2 ? -1 : 0, maxArrayLength: 3, breakLength: Infinity });

// The table's text, or null where a value is none.
export function table(data, only) {
  if (typeof data !== 'object' || data === null) return null;
  const isMap = data instanceof Map;
  const rows = isMap ? [...data].map(([key, value], at) => [`${at}`, value, key])
    : data instanceof Set ? [...data].map((value, at) => [`${at}`, value]) : Object.entries(data);
  const index = isMap || data instanceof Set ? '(iteration index)' : '(index)';
  const columns = [];
  let hasValues = false;
  for (const [, row] of rows) {
    if (typeof row === 'object' && row !== null && !isMap) {
      for (const key of Object.keys(row)) if (!columns.includes(key)) columns.push(key);
    } else {
      hasValues = true;
    }
  }
  const wanted = only ?? columns;
  const header = [index, ...(isMap ? ['Key'] : []), ...(isMap ? [] : wanted), ...(hasValues ? ['Values'] : [])];
  const body = rows.map(([key, row, mapKey]) => {
    const isObject = typeof row === 'object' && row !== null && !isMap;
    const cells = isMap ? [shown(mapKey)]
      : wanted.map((name) => (isObject && Object.hasOwn(row, name) ? shown(row[name]) : ''));
    return [key, ...cells, ...(hasValues ? [isObject ? '' : shown(row)] : [])];
  });
  return drawn(header, body);
}

function drawn(header, body) {
  const widths = header.map((name, at) => Math.max(width(name), ...body.map((row) => width(row[at]))) + 2);
  const line = (left, middle, right) => left + widths.map((one) => '─'.repeat(one)).join(middle) + right;
  const row = (cells) => `│${cells.map((cell, at) => ` ${cell}${' '.repeat(widths[at] - width(cell) - 1)}`).join('│')}│`;
  return [line('┌', '┬', '┐'), row(header), line('├', '┼', '┤'), ...body.map(row), line('└', '┴', '┘')].join('\n');
}
