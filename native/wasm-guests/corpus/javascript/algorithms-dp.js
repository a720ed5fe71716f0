// Dynamic programming: knapsack, edit distance, longest common subsequence, coins, permutations.
const knapsack = (items, cap) => items.reduce((dp, [w, v]) => dp.map((x, c) => (c >= w ? Math.max(x, dp[c - w] + v) : x)), Array(cap + 1).fill(0))[cap];
const edit = (a, b) => { const d = Array.from({ length: a.length + 1 }, (_, i) => [i, ...Array(b.length).fill(0)]); d[0] = [...Array(b.length + 1).keys()]; for (let i = 1; i <= a.length; i++) for (let j = 1; j <= b.length; j++) d[i][j] = Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] !== b[j - 1])); return d[a.length][b.length]; };
const lcs = (a, b) => (!a || !b ? '' : a[0] === b[0] ? a[0] + lcs(a.slice(1), b.slice(1)) : [lcs(a.slice(1), b), lcs(a, b.slice(1))].reduce((x, y) => (x.length >= y.length ? x : y)));
const permutations = (a) => (a.length < 2 ? [a] : a.flatMap((x, i) => permutations([...a.slice(0, i), ...a.slice(i + 1)]).map((p) => [x, ...p])));
const coins = (cs, n) => { const dp = [0, ...Array(n).fill(Infinity)]; for (let i = 1; i <= n; i++) for (const c of cs) if (i >= c) dp[i] = Math.min(dp[i], dp[i - c] + 1); return dp[n]; };
console.log(knapsack([[5, 60], [3, 50], [4, 70]], 8), edit('kitten', 'sitting'), lcs('AGGTAB', 'GXTXAYB'), permutations([1, 2, 3]), coins([1, 5, 12], 15), coins([5], 3));
const queens = (n, r = 0, cs = []) => (r === n ? 1 : [...Array(n).keys()].filter((c) => cs.every((q, i) => q !== c && Math.abs(q - c) !== r - i)).reduce((s, c) => s + queens(n, r + 1, [...cs, c]), 0));
const sieve = (n) => { const s = Array(n + 1).fill(true); for (let i = 2; i * i <= n; i++) if (s[i]) for (let j = i * i; j <= n; j += i) s[j] = false; return s.flatMap((p, i) => (p && i > 1 ? [i] : [])); };
console.log([1, 2, 3, 4, 5, 6].map((n) => queens(n)), sieve(100), [..."0123456789"].map(Number).reduce((a, b) => a + b), (10).toString(2).split('').reverse().join(''));
