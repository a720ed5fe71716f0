// Small changes to a program's text that stand in for what the engine does not tell.
import { shiftColumns } from '../language/errors.js';
import { withoutProperties } from '../language/properties.js';
import { Edits } from './edits.js';
import { asScript, walk } from './parse.js';

// The engine does not say which rejected promises nobody handles. Most are the values of statements that
// are a mere call: those are looked at. And import() must come to our loader.
const WORTH_A_LOOK = /\bimport\s*\(|\basync\b|\bPromise\b|\.then\b|\bcatch\b|\bfetch\b|\\p\{/i;
export const SEEN = '__seen__';
// Gives a caught error V8's words.
export const WORDS = '__words__';
const CAUGHT = '__caught__';
export const DYNAMIC = '__import__';

export function changeCalls(tree, edits) {
  walk(tree, (node) => {
    if (node.type === 'ExpressionStatement' && node.directive === undefined && isFloating(node.expression)) {
      edits.insert(node.expression.start, `${SEEN}(`);
      edits.insert(node.expression.end, ')');
    } else if (node.type === 'ImportExpression') {
      edits.replace(node.start, node.start + 'import'.length, DYNAMIC);
    } else if (node.type === 'CatchClause' && node.param?.type === 'Identifier') {
      edits.insert(node.body.start + 1, `${WORDS}(${node.param.name});`);
    } else if (node.type === 'CatchClause' && node.param !== null) {
      const pattern = edits.text.slice(node.param.start, node.param.end);
      edits.replace(node.param.start, node.param.end, CAUGHT);
      edits.insert(node.body.start + 1, `let ${pattern} = ${WORDS}(${CAUGHT});`);
    } else if (node.type === 'Literal' && node.regex !== undefined && /\\p\{/i.test(node.regex.pattern)) {
      edits.replace(node.start, node.end, `/${withoutProperties(node.regex.pattern)}/${node.regex.flags}`);
    }
  });
}

function isFloating(expression) {
  const bare = expression.type === 'ChainExpression' ? expression.expression : expression;
  return bare.type === 'CallExpression' && bare.callee.type !== 'Super' || bare.type === 'NewExpression' && bare.callee.name === 'Promise';
}

export function instrument(source, file) {
  if (!WORTH_A_LOOK.test(source)) return source;
  let tree;
  try {
    tree = asScript(source);
  } catch {
    // The engine says what is wrong with it.
    return source;
  }
  const edits = new Edits(source);
  changeCalls(tree, edits);
  const moved = {};
  const changed = edits.apply(moved);
  shiftColumns(file, moved);
  return changed;
}
