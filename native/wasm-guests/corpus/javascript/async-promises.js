// Promise combinators, errors, finally, thenables, async iteration.
const wait = (ms, v, fail) => new Promise((res, rej) => setTimeout(() => (fail ? rej(new Error(v)) : res(v)), ms));
async function main() {
  console.log(await Promise.all([wait(20, 'a'), wait(5, 'b'), 'plain']), await Promise.race([wait(50, 'slow'), wait(5, 'fast')]));
  console.log((await Promise.allSettled([wait(1, 'ok'), wait(2, 'bad', true)])).map((r) => r.status + (r.value ?? r.reason.message)), await Promise.any([wait(1, 'x', true), wait(5, 'y')]));
  try { await Promise.any([wait(1, 'x', true)]); } catch (e) { console.log(e.constructor.name, e.errors.map((x) => x.message)); }
  await wait(1, 'boom', true).catch((e) => console.log('caught', e.message)).finally(() => console.log('finally'));
  console.log(await { then(r) { r('thenable'); } }, await (async () => { try { return await wait(1, 'v'); } finally { console.log('async finally'); } })());
  async function* ticks() { for (let i = 0; i < 3; i++) { await wait(1); yield i; } }
  for await (const x of ticks()) console.log('tick', x);
  for await (const x of [wait(2, 'p'), 'q']) console.log(x);
  const { promise, resolve } = Promise.withResolvers?.() ?? (() => { let resolve; const promise = new Promise((r) => { resolve = r; }); return { promise, resolve }; })();
  setTimeout(resolve, 1, 'resolved');
  console.log(await promise);
  const results = []; for (const n of [1, 2, 3]) results.push(await wait(3 - n, n * n));
  console.log(results);
}
main().then(() => console.log('done'));
