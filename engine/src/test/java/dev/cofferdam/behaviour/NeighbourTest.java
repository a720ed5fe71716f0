package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cofferdam.diagnosis.BlockedCall;
import dev.cofferdam.diagnosis.Diagnosis;
import dev.cofferdam.diagnosis.Kind;
import dev.cofferdam.host.cgroup.CgroupHierarchy;
import dev.cofferdam.host.cgroup.SandboxCgroup;
import dev.cofferdam.ledger.Life;
import dev.cofferdam.run.Result;
import dev.cofferdam.sandbox.SandboxSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// What a sandbox out of its mind costs another one and the host. The time of a neighbour's run is
/// compared with what it took just before, in a few such pairs, of which two must keep the bound:
/// other work on the machine only ever adds to one of the two, and one pair alone may be luck.
@ParameterizedClass
@MethodSource("dev.cofferdam.behaviour.RuntimeUnderTest#all")
class NeighbourTest {
  private static final int PAIRS = 4;
  private static final int PAIRS_WITHIN = 2;
  private static final int RUNS = 7;
  private static final int LAST_HOST_UID = 65_534;
  private static final Duration WALL = Duration.ofSeconds(4);

  private final Harness harness;
  private final ExecutorService others = Executors.newVirtualThreadPerTaskExecutor();

  NeighbourTest(RuntimeUnderTest runtime) {
    this.harness = Harness.on(runtime);
  }

  @AfterEach
  void close() {
    harness.close();
    others.close();
  }

  @Test
  void aForkBombAtMostDoublesANeighboursTime() throws InterruptedException, ExecutionException {
    double bound = harness.runtime().differsBy(Difference.SLOWED_NEIGHBOUR) ? 3.5 : 2.0;
    SandboxSpec bomb =
        Harness.pythonSpec(
            "import os", "while True:", "    try: os.fork()", "    except OSError: pass");
    slowsBy(bomb, bound, result -> diagnosed(result, Kind.PROCESS_LIMIT));
  }

  @Test
  void aFloodOfRefusedCallsSlowsANeighbourByAThirdAtMost()
      throws InterruptedException, ExecutionException {
    SandboxSpec flood =
        Harness.pythonSpec(
            "import ctypes, os",
            "call = ctypes.CDLL(None).syscall",
            "os.fork(); os.fork()",
            "while True: call(250, 0, 0, 0, 0, 0)");
    slowsBy(
        flood,
        1.3,
        result ->
            assertThat(result.blockedCalls())
                .filteredOn(call -> call.name().equals("keyctl"))
                .extracting(BlockedCall::count)
                .hasSizeGreaterThanOrEqualTo(4));
  }

  private static void diagnosed(Result result, Kind kind) {
    assertThat(result.diagnosis().map(Diagnosis::kind)).contains(kind);
  }

  /// Asserts what one does to the neighbour at most; each time nothing may stay of it.
  private void slowsBy(SandboxSpec spec, double bound, Verdict verdict)
      throws InterruptedException, ExecutionException {
    var measured = new ArrayList<String>();
    int within = 0;
    neighbour();
    for (int pair = 0; pair < PAIRS && within < PAIRS_WITHIN; pair++) {
      double quiet = median(Stream.generate(this::neighbour).limit(RUNS).toList());
      double disturbed = besides(spec, verdict);
      within += disturbed <= bound * quiet ? 1 : 0;
      measured.add("%.0f ms, quiet %.0f ms".formatted(disturbed / 1e6, quiet / 1e6));
    }
    System.Logger log = System.getLogger(NeighbourTest.class.getName());
    log.log(System.Logger.Level.INFO, "a neighbour took " + measured);
    assertThat(within).as("pairs within %s of %s", bound, measured).isEqualTo(PAIRS_WITHIN);
  }

  private interface Verdict {
    void on(Result result);
  }

  /// The neighbour's median while the other one runs.
  private double besides(SandboxSpec spec, Verdict verdict)
      throws InterruptedException, ExecutionException {
    long processesBefore = ourProcesses();
    Future<Result> running =
        others.submit(
            () -> harness.run(spec.withLimits(TestLimits.forking(harness.runtime(), 64, WALL))));
    // The runtime's own processes are fewer.
    await().atMost(TestLimits.grace(10)).until(() -> processes().size() >= 4);
    // Its program runs by now: how long the machine took to make the sandbox is no matter here.
    long begin = System.nanoTime();
    var owners = new HashSet<Integer>();
    processes().forEach(pid -> ownerOf(pid).ifPresent(owners::add));
    var times = new ArrayList<Long>();
    while (!running.isDone()) {
      long time = neighbour();
      if (!running.isDone()) {
        times.add(time);
      }
    }
    Result result = running.get();
    // Seconds after the deadline nothing of it is left: it is looked for as soon as this holds.
    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .isLessThan(WALL.plus(TestLimits.grace(2)));
    assertThat(ourProcesses()).isEqualTo(processesBefore);
    assertThat(result.ending().exitCode()).isEqualTo(124);
    verdict.on(result);
    assertThat(owners).isNotEmpty();
    assertNothingIsLeft(result, owners);
    // Hardly one run in all that time is a neighbour that was starved.
    return times.size() < 2 ? WALL.toNanos() : median(times);
  }

  private long neighbour() {
    long begin = System.nanoTime();
    Result result = harness.python("print(1)");
    long took = System.nanoTime() - begin;
    assertThat(result.stdout().toText()).isEqualTo("1\n");
    return took;
  }

  private static double median(List<Long> times) {
    List<Long> sorted = times.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  /// The processes of the one sandbox that lives here, as its cgroups list them.
  private Set<Long> processes() {
    var found = new TreeSet<Long>();
    long self = ProcessHandle.current().pid();
    for (Life life : harness.engine().list()) {
      if (life.ownerPid() == self) {
        life.cgroups().forEach(directory -> processesBelow(Path.of(directory), found));
      }
    }
    return found;
  }

  private static void processesBelow(Path directory, Set<Long> found) {
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path file : tree.filter(path -> path.endsWith("cgroup.procs")).toList()) {
        Files.readAllLines(file).forEach(line -> found.add(Long.parseLong(line)));
      }
    } catch (IOException | UncheckedIOException gone) {
      // It ended between two looks, and with it its directories.
    }
  }

  /// The engine's own processes, watchdogs and what they started; the host's others come and go.
  private static long ourProcesses() {
    return ProcessHandle.current().descendants().count();
  }

  /// Whose process it is, if it belongs to a sandbox's own range and not to the host.
  private static Optional<Integer> ownerOf(long pid) {
    try {
      int uid = (int) Files.getAttribute(Path.of("/proc", Long.toString(pid)), "unix:uid");
      return uid > LAST_HOST_UID ? Optional.of(uid) : Optional.empty();
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private static void assertNothingIsLeft(Result result, Set<Integer> owners) {
    assertThat(SandboxCgroup.leftovers(CgroupHierarchy.detect()))
        .noneMatch(directory -> directory.endsWith(result.id().value()));
    assertThat(ProcessHandle.allProcesses())
        .noneMatch(process -> ownerOf(process.pid()).filter(owners::contains).isPresent());
  }
}
