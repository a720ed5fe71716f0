// A text with insertions and replacements, and the way back from its columns to the original's.

export class Edits {
  constructor(text) {
    this.text = text;
    this.made = [];
  }

  replace(start, end, by) {
    this.made.push({ start, end, by });
  }

  insert(at, by) {
    this.replace(at, at, by);
  }

  // Keeps lines and, with spaces, columns: what is left out must not move the rest.
  blank(start, end) {
    this.replace(start, end, this.text.slice(start, end).replace(/[^\n]/g, ' '));
  }

  // The new text; `moved` gets what each line's columns moved by.
  apply(moved) {
    const order = this.made.map((edit, index) => ({ ...edit, index }))
      .sort((a, b) => a.start - b.start || a.end - b.end || a.index - b.index);
    let result = '';
    let at = 0;
    for (const { start, end, by } of order) {
      result += this.text.slice(at, start);
      const length = by.length - (end - start);
      if (length !== 0 && !by.includes('\n')) {
        const line = count(this.text, start);
        (moved[line] ??= []).push({ column: start - this.text.lastIndexOf('\n', start - 1), length });
      }
      result += by;
      at = end;
    }
    return result + this.text.slice(at);
  }
}

function count(text, end) {
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

// The original column (from 1) of a column in the changed text.
export function original(moved, line, column) {
  let shift = 0;
  for (const edit of moved[line] ?? []) {
    if (column - shift > edit.column) shift += Math.min(edit.length, column - shift - edit.column);
  }
  return Math.max(1, column - shift);
}
