// Where a module's text refers to what it imports: those places must see the other module's current value.
import { names } from './parse.js';

const isFunction = (node) => /Function/.test(node.type);

// var and function declarations of a function, wherever in it they stand.
function hoisted(node, found = []) {
  if (node === null || typeof node !== 'object') return found;
  if (Array.isArray(node)) {
    for (const one of node) hoisted(one, found);
  } else if (node.type === 'VariableDeclaration' && node.kind === 'var') {
    found.push(...names(node));
  } else if (node.type === 'FunctionDeclaration') {
    found.push(node.id?.name);
  } else if (typeof node.type === 'string' && !isFunction(node)) {
    for (const key of Object.keys(node)) hoisted(node[key], found);
  }
  return found;
}

const direct = (body) => body.flatMap((one) => (/^(Class|Variable|Function)Declaration$/.test(one.type) ? names(one) : []));

// The names that a node declares for what is within it.
function declared(node) {
  if (isFunction(node)) return [...node.params.flatMap(names), ...hoisted(node.body.body ?? []), ...(/Expression$/.test(node.type) ? names(node.id) : [])];
  switch (node.type) {
    case 'BlockStatement': case 'StaticBlock': return direct(node.body);
    case 'SwitchStatement': return direct(node.cases.flatMap((one) => one.consequent));
    case 'ForStatement': return names(node.init);
    case 'ForInStatement': case 'ForOfStatement': return names(node.left);
    case 'CatchClause': return names(node.param);
    case 'ClassExpression': return names(node.id);
    default: return [];
  }
}

// Children that are names of something else than a variable.
function skipped(node, key) {
  const { type } = node;
  if (type === 'MemberExpression') return key === 'property' && !node.computed;
  if (type === 'Property' || type === 'MethodDefinition' || type === 'PropertyDefinition') return key === 'key' && !node.computed;
  return /^(Import|Export)(?!Default)/.test(type) && key !== 'declaration' ? type !== 'ImportExpression' : key === 'label' || type === 'MetaProperty';
}

// Calls `visit(identifier, parent)` for each reference to one of `wanted`.
export function eachReference(tree, wanted, visit) {
  const go = (node, parent, shadowed) => {
    if (node.type === 'Identifier') {
      if (wanted.has(node.name) && !shadowed.has(node.name)) visit(node, parent);
      return;
    }
    const own = declared(node).filter((name) => wanted.has(name));
    const inner = own.length > 0 ? new Set([...shadowed, ...own]) : shadowed;
    if (node.type === 'Property' && node.shorthand) {
      go(node.value, node, inner);
      return;
    }
    for (const key of Object.keys(node)) {
      if (skipped(node, key)) continue;
      for (const child of [node[key]].flat()) if (typeof child?.type === 'string') go(child, node, inner);
    }
  };
  for (const node of tree.body) go(node, tree, new Set());
}
