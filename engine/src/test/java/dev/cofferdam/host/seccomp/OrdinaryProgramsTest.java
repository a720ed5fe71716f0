package dev.cofferdam.host.seccomp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Programs that mean no harm must not meet the filter: no refusal may be logged for them.
class OrdinaryProgramsTest {
  private static final String PYTHON =
      """
      import asyncio, ctypes, mmap, multiprocessing, os, shutil, signal, socket, sqlite3, subprocess
      import tempfile, threading, time, zipfile

      def square(n):
          return n * n

      async def echo():
          server = await asyncio.start_server(lambda r, w: w.close(), "127.0.0.1", 0)
          r, w = await asyncio.open_connection(*server.sockets[0].getsockname())
          assert await r.read() == b""
          w.close()
          server.close()
          p = await asyncio.create_subprocess_exec("true")
          assert await p.wait() == 0

      if __name__ == "__main__":
          threads = [threading.Thread(target=time.sleep, args=(0.01,)) for _ in range(8)]
          for t in threads: t.start()
          for t in threads: t.join()
          with multiprocessing.Pool(2) as pool:
              assert pool.map(square, range(10))[3] == 9
          multiprocessing.set_start_method("spawn", force=True)
          q = multiprocessing.Queue()
          p = multiprocessing.Process(target=q.put, args=(1,))
          p.start(); assert q.get() == 1; p.join()
          assert subprocess.run(["sh", "-c", "echo hi | tr h H"], capture_output=True).stdout == b"Hi\\n"
          db = sqlite3.connect("t.db")
          db.execute("pragma journal_mode=wal"); db.execute("create table t(x)"); db.commit(); db.close()
          s = socket.create_server(("127.0.0.1", 0))
          c = socket.create_connection(s.getsockname())
          s.accept()[0].sendall(b"x"); assert c.recv(1) == b"x"
          socket.create_server(("::1", 0), family=socket.AF_INET6).close()
          socket.getaddrinfo("localhost", 80); socket.if_nameindex()
          a, b = socket.socketpair(); a.send(b"y"); assert b.recv(1) == b"y"
          asyncio.run(echo())
          m = mmap.mmap(-1, 1 << 20); m[0] = 1; m.close()
          open("f", "w").close(); os.chmod("f", 0o600); shutil.copy2("f", "g"); os.mkfifo("fifo")
          os.makedirs("a/b/c", mode=0o777); shutil.rmtree("a")
          with tempfile.TemporaryDirectory() as d, zipfile.ZipFile(d + "/z", "w") as z: z.write("f")
          with tempfile.TemporaryFile() as f: f.write(b"x")
          os.memfd_create("m"); os.sched_getaffinity(0); os.getrandom(4); os.pidfd_open(os.getpid())
          signal.setitimer(signal.ITIMER_REAL, 10); signal.alarm(0); os.nice(1)
          ctypes.CDLL(None).personality(0xffffffff)
          print("done")
      """;

  @TempDir static Path shared;
  @TempDir Path workplace;

  private static Path harness;

  @BeforeAll
  static void buildHarness() throws Exception {
    harness = FilteredProcess.build(shared);
    Files.writeString(shared.resolve("all.py"), PYTHON);
  }

  @BeforeEach
  void openWorkplace() throws Exception {
    FilteredProcess.handOver(workplace);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      textBlock =
          """
          python3 ¦ python3 SHARED/all.py
          node    ¦ node -e "require('fs').writeFileSync('x','y');require('child_process').execSync('true');new (require('worker_threads').Worker)('1',{eval:true});require('http').createServer().listen(0,function(){this.close();console.log('done')})"
          node    ¦ node -e "require('fs').promises.readFile('/etc/hostname').then(()=>require('dns').lookup('localhost',()=>console.log('done')))"
          perl    ¦ perl -e 'use IO::Socket; use POSIX; my $p=fork//die; exit 0 unless $p; waitpid $p,0; open F,"|cat" or die; print F "done\\n"; close F'
          bash    ¦ bash -c 'set -o pipefail; seq 1000 | sort -R | awk "{s+=\\$1} END {print s}" > n; diff <(cat n) <(echo 500500) && mkdir -m 750 d && cp -a n d && install -m 755 n e && find . -type f | xargs ls -l >/dev/null && (sleep 0.01 & wait) && mktemp >/dev/null && df . >/dev/null && stat . >/dev/null && touch -d yesterday n && ln -s n l && mv l k && rm -rf d k && timeout 5 nice env true && echo done'
          git     ¦ git init -q . && git config user.name a && git config user.email a@b && echo x > f && git add . && git commit -qm m && git clone -q . c && git gc -q && git log -p >/dev/null && echo done
          tar     ¦ mkdir d && echo x > d/f && tar czf d.tgz d && rm -r d && tar xpzf d.tgz && tar tJf /dev/null >/dev/null 2>&1; xz -k d.tgz && cat d/f >/dev/null && echo done
          gcc     ¦ echo 'int main(){return 0;}' > m.c && gcc -O2 -pthread m.c -o m && ./m && strip m && ld --version >/dev/null && echo done
          ps      ¦ ps aux >/dev/null && id >/dev/null && uname -a >/dev/null && free >/dev/null && uptime >/dev/null; nproc >/dev/null && file /bin/ls >/dev/null; ls --color -lR /usr/lib/python3 >/dev/null && date >/dev/null && hostname >/dev/null && echo done
          java    ¦ java -version >/dev/null 2>&1 && echo done
          openssl ¦ openssl genrsa 1024 >/dev/null 2>&1 && openssl rand -hex 4 >/dev/null && echo done
          pip     ¦ python3 -m pip --version >/dev/null && python3 -m venv --without-pip v && v/bin/python -c 'print("done")'
          """)
  void theyRunWithoutARefusal(String tool, String script) throws Exception {
    assumeTrue(
        List.of("/usr/bin/", "/bin/", "/usr/local/bin/").stream()
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool))));
    String command = script.replace("SHARED", shared.toString());

    FilteredProcess.Outcome outcome =
        FilteredProcess.run(harness, workplace, List.of("bash", "-c", command));

    System.out.println(tool + ": " + outcome.refused());
    assertThat(outcome.output()).endsWith("done\n");
    assertThat(outcome.status()).isZero();
    assertThat(outcome.withoutProbes()).isEmpty();
  }
}
