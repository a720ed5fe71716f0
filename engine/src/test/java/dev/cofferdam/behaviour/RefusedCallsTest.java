package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.EngineConfig;
import dev.cofferdam.audit.AuditLog;
import dev.cofferdam.diagnosis.BlockedCall;
import dev.cofferdam.run.Result;
import dev.cofferdam.sandbox.MountSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Calls that reach for the kernel: each fails, and is told in the result and in the audit log
/// (design, section 5).
@ParameterizedClass
@MethodSource("dev.cofferdam.behaviour.RuntimeUnderTest#all")
class RefusedCallsTest {
  private static final int SET_ID = 06000;

  private final Harness harness;

  RefusedCallsTest(RuntimeUnderTest runtime) {
    this.harness = Harness.on(runtime);
  }

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void callsThatReachForTheKernelAreRefusedAndLogged() throws IOException {
    Result result =
        harness.python(
            "import ctypes, socket, os",
            "libc = ctypes.CDLL(None, use_errno=True)",
            "def call(nr, *args):",
            "    r = libc.syscall(nr, *args)",
            "    print(nr, r, ctypes.get_errno())",
            "call(250, 0, 0, 0, 0, 0)",
            "call(321, 0, 0, 0)",
            "call(425, 1, 0)",
            "call(272, 0x10000000)",
            "call(165, 0, b'/', 0, 32, 0)",
            "call(101, 0, 0, 0, 0)",
            "for family in (38, 40):",
            "    try: socket.socket(family, socket.SOCK_STREAM); print('open')",
            "    except OSError as e: print(family, e.errno)");
    assertThat(result.stdout().toText().lines())
        .containsExactly(
            "250 -1 1", "321 -1 1", "425 -1 1", "272 -1 1", "165 -1 1", "101 -1 1", "38 1", "40 1");
    assertThat(result.ending().exitCode()).isZero();
    assertThat(result.diagnosis()).isEmpty();
    boolean nameless = harness.runtime().differsBy(Difference.NAMELESS_REFUSALS);
    assertThat(result.blockedCalls())
        .filteredOn(call -> !call.probe())
        .extracting(BlockedCall::process)
        .isSubsetOf("python3", nameless ? "?" : "python3");
    assertLogged(
        result,
        "x86_64",
        "keyctl",
        "bpf",
        "io_uring_setup",
        "unshare",
        "mount",
        "ptrace",
        "socket");
  }

  @Test
  void remountingTheRootIsRefusedAsACommandToo() throws IOException {
    // mount(8) looks at its user first and makes no call; busybox's makes it.
    Result looked = harness.shell("mount -o remount,rw / && echo done");
    assertThat(looked.stdout().toText()).isEmpty();
    assertThat(looked.ending().exitCode()).isNotZero();
    Result called = harness.shell("busybox mount -o remount,rw / && echo done");
    assertThat(called.stdout().toText()).isEmpty();
    assertThat(called.ending().exitCode()).isNotZero();
    assertLogged(called, "x86_64", "mount");
    Result unshared = harness.shell("unshare -r true && echo done");
    assertThat(unshared.stdout().toText()).isEmpty();
    assertLogged(unshared, "x86_64", "unshare");
  }

  @Test
  void callsOf32BitsAreRefusedAndLogged() throws IOException {
    // getpid and getuid, which every program may call: the way into the kernel is what is refused.
    Result result =
        harness.python(
            "import ctypes, mmap",
            "page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)",
            "address = ctypes.addressof(ctypes.c_char.from_buffer(page))",
            "for number in (20, 199):",
            "    # push rbx; mov eax, number; xor ebx, ebx; int 0x80; pop rbx; ret",
            "    code = b'\\x53\\xb8' + number.to_bytes(4, 'little') + b'\\x31\\xdb\\xcd\\x80\\x5b\\xc3'",
            "    ctypes.memmove(address, code, len(code))",
            "    print(ctypes.CFUNCTYPE(ctypes.c_int)(address)())");
    assertThat(result.stdout().toText()).isEqualTo("-1\n-1\n");
    assertLogged(result, "i386", "getpid", "getuid32");
  }

  /// getpid, which ours never refuses, and socket, which ours refuses with some arguments only.
  @Test
  void whatTheProgramsOwnFilterRefusesIsNotOurs() {
    Result result =
        harness.python(
            "import ctypes, socket, struct",
            "libc = ctypes.CDLL(None, use_errno=True)",
            "code = [(0x20, 0, 0, 0), (0x15, 1, 0, 39), (0x15, 0, 1, 41),",
            "    (6, 0, 0, 0x50005), (6, 0, 0, 0x7fff0000)]",
            "code = ctypes.create_string_buffer(b''.join(struct.pack('<HBBI', *i) for i in code))",
            "class Program(ctypes.Structure):",
            "    _fields_ = [('length', ctypes.c_ushort), ('code', ctypes.c_void_p)]",
            "print(libc.prctl(22, 2, ctypes.byref(Program(5, ctypes.addressof(code))), 0, 0))",
            "print(libc.syscall(39))",
            "try: socket.socket()",
            "except OSError as e: print(e.errno)",
            "raise SystemExit(1)");
    assertThat(result.stdout().toText().lines()).containsExactly("0", "-1", "5");
    boolean takenForOurs = harness.runtime().differsBy(Difference.REFUSED_BY_WHOM);
    assertThat(result.blockedCalls())
        .filteredOn(call -> !call.probe())
        .extracting(BlockedCall::name)
        .isEqualTo(takenForOurs ? List.of("socket") : List.of());
  }

  @Test
  void nothingOfAWritableMountCanBeMadeSetuid(@TempDir Path directory) throws Exception {
    Path data = Files.createDirectory(directory.resolve("data")).toRealPath();
    Result result =
        harness.run(
            Harness.pythonSpec(
                    "import ctypes, itertools, os, shutil",
                    "libc = ctypes.CDLL(None, use_errno=True)",
                    "os.mkdir('/data/d'); shutil.copy('/bin/sh', '/data/d/sh')",
                    "fd = os.open('/data/d/sh', os.O_RDONLY); at = os.open('/data/d', os.O_PATH)",
                    "new = map('new{}'.format, itertools.count())",
                    "def path(): return ('/data/d/' + next(new)).encode()",
                    "create = os.O_CREAT | os.O_WRONLY",
                    "routes = {",
                    "  'chmod': lambda m: (90, b'/data/d/sh', m),",
                    "  'chmod of a directory': lambda m: (90, b'/data/d', m),",
                    "  'fchmod': lambda m: (91, fd, m),",
                    "  'fchmodat': lambda m: (268, at, b'sh', m),",
                    "  'fchmodat2': lambda m: (452, at, b'sh', m, 0),",
                    "  'fchmodat2 of a descriptor': lambda m: (452, fd, b'', m, 0x1000),",
                    "  'creat': lambda m: (85, path(), m),",
                    "  'open': lambda m: (2, path(), create, m),",
                    "  'openat': lambda m: (257, at, next(new).encode(), create, m),",
                    "  'open of no name': lambda m: (2, b'/data/d', os.O_TMPFILE | os.O_RDWR, m),",
                    "  'openat2': lambda m: (437, at, next(new).encode(),",
                    "      (ctypes.c_ulonglong * 3)(create, m, 0), 24),",
                    "  'mknod': lambda m: (133, path(), 0o100000 | m, 0),",
                    "  'mknodat': lambda m: (259, at, next(new).encode(), 0o100000 | m, 0),",
                    "}",
                    "for bits in (0o4755, 0o2755, 0o6777):",
                    "    for name, route in routes.items():",
                    "        if libc.syscall(*route(bits)) >= 0: print('made by', name, oct(bits))",
                    "for bits in (0o4755, 0o2755):",
                    "    libc.syscall(83, path(), bits); libc.syscall(258, at, next(new).encode(), bits)")
                .withMounts(List.of(Harness.mount(data, "/data", MountSpec.Mode.RW))));
    assertThat(result.stderr().toText()).isEmpty();
    assertThat(result.ending().exitCode()).isZero();
    assertThat(result.stdout().toText()).isEmpty();
    try (Stream<Path> all = Files.walk(data)) {
      assertThat(all)
          .contains(data.resolve("d/sh"))
          .allSatisfy(file -> {
            assertThat(attribute(file, "mode") & SET_ID).as("%s", file).isZero();
            assertThat(attribute(file, "uid")).isEqualTo(attribute(data, "uid"));
          });
    }
    assertLogged(
        result,
        "x86_64",
        "chmod",
        "fchmod",
        "fchmodat",
        "fchmodat2",
        "creat",
        "open",
        "openat",
        "mknod",
        "mknodat");
  }

  /// In both places where refusals are told.
  private void assertLogged(Result result, String arch, String... calls) throws IOException {
    assertThat(result.blockedCalls())
        .filteredOn(call -> call.arch().equals(arch))
        .extracting(BlockedCall::name)
        .contains(calls);
    List<String> log =
        Files.readAllLines(auditFile()).stream()
            .filter(line -> line.contains("\"sandbox\":\"" + result.id().value() + "\""))
            .filter(line -> line.contains("\"event\":\"refused\""))
            .filter(line -> line.contains("\"arch\":\"" + arch + "\""))
            .toList();
    for (String call : calls) {
      assertThat(log).anyMatch(line -> line.contains("\"call\":\"" + call + "\""));
    }
  }

  private static Path auditFile() {
    return new AuditLog(EngineConfig.ofHost().stateDirectory().resolve("audit")).file();
  }

  private static int attribute(Path file, String name) throws IOException {
    return (int) Files.getAttribute(file, "unix:" + name, LinkOption.NOFOLLOW_LINKS);
  }
}
