"""JavaScript programs: how they end, what they find, what they cannot."""

import tempfile

from checks.cases import GuestCase


class JavaScript(GuestCase):
    guest, name = "js", "main.js"

    def test_exit_codes(self):
        for source, code in (("process.exit(7)", 7), ("process.exit()", 0), ("process.exitCode = 3", 3), ("process.exit(256 + 4)", 4), ("setTimeout(() => process.exit(9), 5); setInterval(() => {}, 1)", 9)):
            with self.subTest(source):
                self.ends(source, code)

    def test_exit_runs_no_finally(self):
        result = self.ends("process.on('exit', (c) => console.log('handler', c)); try { process.stdout.write('a\\n'); process.exit(5); } finally { console.log('no'); }", 5)
        self.assertEqual(result.stdout, "a\nhandler 5\n")

    def test_uncaught_error(self):
        result = self.ends("function f() {\n  throw new RangeError('too far');\n}\nf();", 1)
        self.assertIn("/workspace/main.js:2\n  throw new RangeError('too far');\n        ^\n\nRangeError: too far\n    at f (/workspace/main.js:2:9)\n    at Object.<anonymous> (/workspace/main.js:4:1)\n", result.stderr)
        self.assertRegex(result.stderr, r"\n\nNode\.js v\d+")
        self.assertEqual(self.uncaught(result)["type"], "RangeError")

    def test_unhandled_rejection(self):
        for source in ("async function f() { await null; throw new TypeError('no'); }\nf();\nsetTimeout(() => console.log('never'), 500);", "Promise.reject(new TypeError('no'))", "setTimeout(async () => { throw new TypeError('no'); }, 1)"):
            with self.subTest(source):
                result = self.ends(source, 1)
                self.assertIn("TypeError: no", result.stderr)
                self.assertEqual(result.stdout, "")
        self.prints("async function f() { throw new Error('x'); }\nf().catch((e) => console.log('caught', e.message));", "caught x\n")

    def test_rejections_that_nobody_handles(self):
        later = "async function g() { await null; throw new TypeError('no'); }\n"
        for source in (
            "void (async () => { throw new TypeError('no'); })()", later + "[1].forEach(async () => { await g(); });",
            later + "const p = g();", later + "let p; p = g();", later + "[1, 2].map(async () => { await g(); });",
            later + "const p = g(); setTimeout(() => p.catch(() => {}), 20);", "const p = Promise.reject(new TypeError('no')); setTimeout(() => p.catch(() => {}), 5);",
            later + "new Map([[1, 2]]).forEach(g);", later + "const o = {}; o.p = g();",
        ):
            with self.subTest(source):
                result = self.ends(source + "\nsetTimeout(() => console.log('never'), 500);", 1)
                self.assertIn("TypeError: no", result.stderr)
                self.assertEqual(result.stdout, "")

    def test_rejections_that_somebody_handles(self):
        head = "async function g() { await null; throw new TypeError('no'); }\nconst told = (e) => console.log('caught', e.message);\n"
        for source in (
            "const p = g(); p.catch(told);", "const p = g(); p.then(() => {}, told);", "async function f() { const p = g(); try { await p; } catch (e) { told(e); } }\nf();",
            "const all = [1].map(async () => { await g(); }); Promise.all(all).catch(told);", "const p = g(); const q = p.finally(() => {}); q.catch(told);",
            "const p = g(); require('assert').rejects(p).then(() => told({ message: 'no' }));", "(async () => { const a = g(), b = g(); try { await Promise.all([a, b]); } catch (e) { told(e); } })();",
            "async function* y() { const p = g(); yield p; }\n(async () => { try { for await (const x of y()); } catch (e) { told(e); } })();",
            "async function r() { const p = g(); return p; }\nr().catch(told);", "(async () => { const p = g(); try { await (0, p); } catch (e) { told(e); } })();",
            "const p = g(); const q = Promise.race([p]); process.nextTick(() => q.catch(told));",
        ):
            with self.subTest(source):
                self.prints(head + source, "caught no\n")
        self.prints("const seen = [];\nprocess.on('unhandledRejection', (e) => console.log('kept', e.message));\nvoid Promise.reject(new Error('x'));\nconsole.log([3, 4].forEach((n, at, all) => seen.push([n, at, all.length])), seen, Promise.prototype.then.length, Promise.prototype.then.name, [].forEach.name);",
                    "undefined [ [ 3, 0, 2 ], [ 4, 1, 2 ] ] 2 then forEach\nkept x\n")

    def test_an_error_in_the_handler_of_errors(self):
        for source in ("setTimeout(() => { throw new Error('first'); }, 1);", "throw new Error('first');"):
            result = self.ends("process.on('uncaughtException', () => { throw new RangeError('second'); });\n" + source, 7)
            self.assertIn("RangeError: second", result.stderr)
            self.assertNotIn("initializer", result.stderr)

    def test_reports_of_other_than_ascii(self):
        for text in ("数", "é", "\U0001f600", "\\n", "\\u0000", "x"):
            with self.subTest(text):
                told = self.uncaught(self.ends(f"throw Object.assign(new Error('{text}'.repeat(600)), {{ code: 'E', path: '{text}'.repeat(600) }})", 1))
                self.assertEqual(("Error", "E", "…", "…"), (told["type"], told["errname"], told["message"][-1], told["path"][-1]))
                self.assertGreater(len(told["message"]), 80)

    def test_errors_in_timers_and_events(self):
        self.assertIn("Error: late", self.ends("setTimeout(() => { throw new Error('late'); }, 1); setTimeout(() => console.log('never'), 50)", 1).stderr)
        self.prints("process.on('uncaughtException', (e) => console.log('kept', e.message)); setTimeout(() => { throw new Error('late'); }, 1); setTimeout(() => console.log('goes on'), 10)", "kept late\ngoes on\n")

    def test_syntax_error(self):
        result = self.ends("let a = 1;\nlet b = ;", 1)
        self.assertIn("/workspace/main.js:2\nlet b = ;\n", result.stderr)
        self.assertIn("SyntaxError", result.stderr)

    def test_recursion_and_memory(self):
        self.prints("try { (function f() { f(); })(); } catch (e) { console.log(e instanceof RangeError, e.message); }", "true Maximum call stack size exceeded\n")
        self.assertIn("RangeError: Maximum call stack size exceeded", self.ends("(function f() { f(); })()", 1).stderr)
        result = self.run_program("const a = []; for (;;) a.push(new Uint8Array(1 << 20).fill(1));", memory=96 << 20)
        self.assertTrue((result.how, result.code, result.told("exhausted")[:1]) == (0, 1, [{"kind": "exhausted", "what": "memory"}]) or (result.how == 1 and "unreachable" in result.text), result)

    def test_arguments_environment_and_names(self):
        result = self.run_program("console.log(process.argv.slice(1), process.env.X, __filename, process.cwd())", "a b", env={"X": "é"})
        self.assertEqual(result.stdout, "[ '/workspace/main.js', 'a b' ] é /workspace/main.js /workspace\n")

    def test_commands(self):
        self.assertEqual(self.run_program("console.log(process.argv.length, typeof require, 1 + 1)", command="-c", filename="[eval]", argv=[]).stdout, "1 function 2\n")
        self.assertEqual(self.run_program(None, command="-", filename="[stdin]", argv=["-"], stdin=b"console.log('from stdin')").stdout, "from stdin\n")
        self.assertEqual(self.run_program(None, files={"main.js": "console.log('from its file')"}).stdout, "from its file\n")

    def test_modules(self):
        files = {"lib.mjs": "export let n = 1; export const up = () => { n++; }; export default class A {}", "old.cjs": "exports.x = 5", "data.json": "[1]"}
        self.prints("import A, { n, up } from './lib.mjs';\nimport old from './old.cjs';\nimport { readFileSync } from 'node:fs';\nup();\nconsole.log(n, A, old.x, JSON.parse(readFileSync('data.json')));\nawait null;\n"
                    "console.log((await import('./lib.mjs')).n);", "2 [class A] 5 [ 1 ]\n2\n", name="main.mjs", files=files)
        self.prints("import { n } from './lib.mjs';\nconsole.log(n);", "1\n", files=files)

    def test_shadowed_imports(self):
        self.prints("import { n } from './lib.mjs';\nconst f = (n) => n * 2, o = { n }, { n: m } = o;\nfunction g() { var n = 7; return n; }\n{ let n = 8; console.log(n); }\ntry { throw 9; } catch (n) { console.log(n); }\n"
                    "console.log(n, f(5), o, m, g(), [1].map((n) => n), class { n = n; }.name, `${n}`);", "8\n9\n1 10 { n: 1 } 1 7 [ 1 ]  1\n", name="main.mjs", files={"lib.mjs": "export let n = 1;"})

    def test_missing_modules(self):
        result = self.ends("require('express')", 1)
        self.assertIn("Error: Cannot find module 'express'", result.stderr)
        self.assertEqual([report["what"] for report in result.told("unsupported")], ["npm"])
        self.assertIn("ERR_MODULE_NOT_FOUND", self.ends("import 'nothing-here'", 1, name="main.mjs").stderr)

    def test_stdin(self):
        self.prints("let t = ''; process.stdin.on('data', (d) => { t += d; }).on('end', () => console.log(t.trim().split('\\n')));", "[ 'a', 'é' ]\n", stdin="a\né\n".encode())
        self.prints("process.stdin.pipe(process.stdout)", "piped\n", stdin=b"piped\n")
        self.prints("console.log(require('fs').readFileSync(0, 'utf8').length)", "100000\n", stdin=b"x" * 100000)

    def test_files(self):
        with tempfile.TemporaryDirectory() as folder:
            self.prints("const fs = require('fs');\nfs.writeFileSync('a', 'é');\nfs.promises.readFile('a', 'utf8').then((t) => {\n  console.log(t);\n"
                        "  for (const f of ['/data/x', '/workspace/none/x', '/etc/x']) try { fs.writeFileSync(f, ''); console.log('fine'); } catch (e) { console.log(e.code === 'EPERM' ? 'EROFS' : e.code, e.path); }\n});",
                        "é\nEROFS /data/x\nENOENT /workspace/none/x\nENOENT /etc/x\n", mounts={"/data": (folder, False)})

    def test_order_of_the_loop(self):
        self.prints("setTimeout(() => console.log('timer'), 0); setImmediate(() => setImmediate(() => console.log('immediate'))); Promise.resolve().then(() => console.log('micro')); process.nextTick(() => console.log('tick')); console.log('sync');",
                    "sync\ntick\nmicro\ntimer\nimmediate\n")

    def test_randomness_and_clocks_differ(self):
        source = "console.log(Math.random(), crypto.randomUUID(), Date.now() + performance.now())"
        first, second = (self.run_program(source).stdout.split() for _ in range(2))
        self.assertTrue(all(a != b for a, b in zip(first, second)), (first, second))

    def test_refusals(self):
        for source, what in (("require('child_process').execSync('ls')", "subprocess"), ("new (require('worker_threads').Worker)('x')", "threads"), ("require('http').createServer().listen(80)", "sockets"), ("process.kill(1)", "signals")):
            with self.subTest(source):
                self.assertIn(what, [report["what"] for report in self.ends(source, 1).told("unsupported")])

    def test_network(self):
        for source, destination in (("fetch('https://example.com/')", "example.com:443"), ("require('http').get('http://example.com/')", "example.com:80"), ("require('net').connect(25, 'mail.example.com')", "mail.example.com:25")):
            with self.subTest(source):
                self.assertEqual([report["destination"] for report in self.ends(source, 1).told("network")], [destination])

    def test_unicode_tables(self):
        self.prints("console.log('Crème'.normalize('NFD').replace(/[\\u0300-\\u036f]/g, ''), 'e\\u0301'.normalize() === 'é', '한'.normalize('NFD').length, 'Ünï 42'.match(/\\p{L}+/u)[0], new RegExp('^\\\\p{Lu}', 'u').test('É'))", "Creme true 3 Ünï true\n")
