// A calculator: tokens, precedence climbing, errors.
const tokenize = (s) => s.match(/\d+(\.\d+)?|[-+*/^()]|\S/g) ?? [];
const OPS = { '+': [1, (a, b) => a + b], '-': [1, (a, b) => a - b], '*': [2, (a, b) => a * b], '/': [2, (a, b) => a / b], '^': [3, (a, b) => a ** b] };
function parse(tokens, min = 1) {
  let left = atom(tokens);
  while (tokens.length && OPS[tokens[0]]?.[0] >= min) { const op = tokens.shift(); const [p, f] = OPS[op]; left = f(left, parse(tokens, op === '^' ? p : p + 1)); }
  return left;
}
function atom(tokens) {
  const t = tokens.shift();
  if (t === '(') { const v = parse(tokens); if (tokens.shift() !== ')') throw new SyntaxError('expected )'); return v; }
  if (t === '-') return -atom(tokens);
  if (t === undefined || isNaN(t)) throw new SyntaxError(`unexpected ${t}`);
  return Number(t);
}
for (const e of ['1 + 2 * 3', '(1 + 2) * 3', '2 ^ 3 ^ 2', '-4 + 10 / 4', '1 +', '(1', '2 $ 3', '1 / 0']) { try { const ts = tokenize(e); const v = parse(ts); if (ts.length) throw new SyntaxError(`unexpected ${ts[0]}`); console.log(e, '=', v); } catch (err) { console.log(e, '!', err.message); } }
