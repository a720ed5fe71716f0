// Small changes to a program's text that stand in for what the engine does not tell.
import { shiftColumns } from '../language/errors.js';
import { withoutProperties } from '../language/properties.js';
import { Edits } from './edits.js';
import { asScript, walk } from './parse.js';

// The engine does not say which rejected promises nobody handles: those that a call gives are looked at where it is a
// statement, or its value is kept in a variable or thrown away by `void`. And import() must come to our loader.
const WORTH_A_LOOK = /\bimport\s*\(|\basync\b|\bPromise\b|\.then\b|\bcatch\b|\bfetch\b|\\p\{/i;
export const SEEN = '__seen__';
export const DROPPED = '__dropped__';
export const HANDLED = '__handled__';
// Gives a caught error V8's words.
export const WORDS = '__words__';
const CAUGHT = '__caught__';
export const DYNAMIC = '__import__';

export function changeCalls(tree, edits) {
  walk(tree, (node) => {
    if (node.type === 'ExpressionStatement' && node.directive === undefined && isFloating(node.expression)) {
      wrap(edits, node.expression, DROPPED);
    } else if (node.type === 'UnaryExpression' && node.operator === 'void' && isFloating(node.argument)) {
      wrap(edits, node.argument, DROPPED);
    } else if (node.type === 'VariableDeclarator' && node.init !== null && isFloating(node.init)) {
      wrap(edits, node.init, SEEN);
    } else if (node.type === 'AssignmentExpression' && node.operator === '=' && isFloating(node.right)) {
      wrap(edits, node.right, SEEN);
    } else if (node.type === 'AwaitExpression' || (node.type === 'YieldExpression' && node.argument !== null && !node.delegate)) {
      wrap(edits, node.argument, HANDLED);
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

function wrap(edits, node, name) {
  // A comma in it would part two arguments.
  const isList = node.type === 'SequenceExpression';
  edits.insert(node.start, isList ? `${name}((` : `${name}(`);
  edits.insert(node.end, isList ? '))' : ')');
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
