// Graph algorithms: breadth and depth first, Dijkstra, topological order.
const graph = { a: { b: 7, c: 9, f: 14 }, b: { c: 10, d: 15 }, c: { d: 11, f: 2 }, d: { e: 6 }, e: {}, f: { e: 9 } };
const bfs = (start) => { const seen = new Set([start]), queue = [start]; for (const n of queue) for (const m of Object.keys(graph[n])) if (!seen.has(m)) { seen.add(m); queue.push(m); } return queue; };
const dijkstra = (start) => { const dist = Object.fromEntries(Object.keys(graph).map((k) => [k, Infinity])); dist[start] = 0; const left = new Set(Object.keys(graph)); while (left.size) { const n = [...left].reduce((x, y) => (dist[x] <= dist[y] ? x : y)); left.delete(n); for (const [m, w] of Object.entries(graph[n])) dist[m] = Math.min(dist[m], dist[n] + w); } return dist; };
const topo = () => { const out = [], done = new Set(); const visit = (n) => { if (done.has(n)) return; done.add(n); Object.keys(graph[n]).forEach(visit); out.unshift(n); }; Object.keys(graph).forEach(visit); return out; };
console.log(bfs('a'), dijkstra('a'), topo());
const grid = ['S.#.', '..#.', '...E'].map((r) => [...r]);
const q = [[0, 0, 0]], seen = new Set(['0,0']); let answer = -1;
while (q.length) { const [r, c, d] = q.shift(); if (grid[r][c] === 'E') { answer = d; break; } for (const [dr, dc] of [[0, 1], [1, 0], [0, -1], [-1, 0]]) { const [nr, nc] = [r + dr, c + dc]; if (grid[nr]?.[nc] && grid[nr][nc] !== '#' && !seen.has(`${nr},${nc}`)) { seen.add(`${nr},${nc}`); q.push([nr, nc, d + 1]); } } }
console.log(answer, grid.map((r) => r.join('')).join('\n'));
