// Programs as syntax trees, where a change of their text needs one.
import { parse } from './acorn.mjs';

const OPTIONS = { ecmaVersion: 'latest', allowHashBang: true };

export const asModule = (source) => parse(source, { ...OPTIONS, sourceType: 'module' });

export function asScript(source) {
  return parse(source, { ...OPTIONS, sourceType: 'script', allowReturnOutsideFunction: true });
}

// Calls `visit` with each node, parents first.
export function walk(node, visit) {
  visit(node);
  for (const key in node) {
    const child = node[key];
    if (typeof child !== 'object' || child === null) continue;
    if (Array.isArray(child)) {
      for (const one of child) if (typeof one?.type === 'string') walk(one, visit);
    } else if (typeof child.type === 'string') {
      walk(child, visit);
    }
  }
}

// The names that a declaration or pattern binds.
export function names(node) {
  switch (node?.type) {
    case 'Identifier': return [node.name];
    case 'ObjectPattern': return node.properties.flatMap((property) => names(property.value ?? property.argument));
    case 'ArrayPattern': return node.elements.flatMap((element) => names(element));
    case 'AssignmentPattern': return names(node.left);
    case 'RestElement': return names(node.argument);
    case 'VariableDeclaration': return node.declarations.flatMap((one) => names(one.id));
    case 'FunctionDeclaration': case 'ClassDeclaration': return names(node.id);
    default: return [];
  }
}
