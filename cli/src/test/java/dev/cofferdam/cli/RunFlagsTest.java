package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.sandbox.Isolation;
import dev.cofferdam.sandbox.Limits;
import dev.cofferdam.sandbox.MountSpec;
import dev.cofferdam.sandbox.RuntimeName;
import dev.cofferdam.sandbox.RuntimeRequest;
import dev.cofferdam.sandbox.SandboxSpec;
import dev.cofferdam.sandbox.TerminalSize;
import dev.cofferdam.sandbox.Ulimit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RunFlagsTest {
  @Test
  void withoutFlagsItIsTheContract() {
    SandboxSpec spec = Words.spec();
    assertThat(spec).isEqualTo(SandboxSpec.of(spec.program()));
  }

  static Stream<Arguments> good() {
    return Stream.of(
        limit("-m 64m", Limits::memoryBytes, 64L << 20),
        limit("-m64m", Limits::memoryBytes, 64L << 20),
        limit("-m=64m", Limits::memoryBytes, 64L << 20),
        limit("--memory 1g", Limits::memoryBytes, 1L << 30),
        limit("--memory=1.5G", Limits::memoryBytes, 3L << 29),
        limit("--memory 65536k", Limits::memoryBytes, 64L << 20),
        limit("--memory 64mb", Limits::memoryBytes, 64L << 20),
        limit("--memory 64MiB", Limits::memoryBytes, 64L << 20),
        limit("-m 1g -m 67108864", Limits::memoryBytes, 64L << 20),
        limit("--cpus 0.5", Limits::milliCpus, 500),
        limit("--cpus .25", Limits::milliCpus, 250),
        limit("--cpus 2", Limits::milliCpus, 2000),
        limit("--pids-limit 10", Limits::pids, 10),
        limit("--timeout 500ms", Limits::wall, Duration.ofMillis(500)),
        limit("--timeout 2m", Limits::wall, Duration.ofMinutes(2)),
        limit("--timeout 1h", Limits::wall, Duration.ofHours(1)),
        limit("--timeout 1.5s", Limits::wall, Duration.ofMillis(1500)),
        limit("--timeout 7", Limits::wall, Duration.ofSeconds(7)),
        limit("--disk 128m", Limits::diskBytes, 128L << 20),
        limit("--shm-size 8k", Limits::shmBytes, 8192L),
        limit("--output 1k", Limits::outputBytes, 1024L),
        limit("--device-read-bps 1m", l -> l.io().readBytesPerSecond(), OptionalLong.of(1 << 20)),
        limit("--device-write-bps 2m", l -> l.io().writeBytesPerSecond(), OptionalLong.of(2 << 20)),
        limit("--device-read-iops 9", l -> l.io().readOperationsPerSecond(), OptionalLong.of(9)),
        limit("--device-write-iops 8", l -> l.io().writeOperationsPerSecond(), OptionalLong.of(8)),
        limit("--io-strict", l -> l.io().strict(), true),
        spec("--user 33", SandboxSpec::user, new SandboxSpec.User(33, 33)),
        spec("-u 33:34", SandboxSpec::user, new SandboxSpec.User(33, 34)),
        spec("--user appuser", SandboxSpec::user, SandboxSpec.User.APPUSER),
        spec("--name a-1", s -> s.name().orElseThrow(), "a-1"),
        spec("--image host", SandboxSpec::image, "host"),
        spec("-w /tmp", SandboxSpec::workdir, "/tmp"),
        spec("--network none", s -> s.network().label(), "none"),
        spec("--runtime auto", SandboxSpec::runtime, new RuntimeRequest.Auto()),
        spec("--runtime runc", SandboxSpec::runtime, new RuntimeRequest.Named(RuntimeName.RUNC)),
        spec(
            "--min-isolation process",
            SandboxSpec::runtime,
            new RuntimeRequest.AtLeast(Isolation.PROCESS)),
        spec(
            "--runtime auto --min-isolation vm",
            SandboxSpec::runtime,
            new RuntimeRequest.AtLeast(Isolation.VM)),
        spec(
            "--runtime wasm --min-isolation kernel",
            SandboxSpec::runtime,
            new RuntimeRequest.Named(RuntimeName.WASM)),
        spec("--ulimit nofile=10:20", s -> s.ulimits().getFirst(), new Ulimit("nofile", 10, 20)),
        spec("--ulimit core=0", s -> s.ulimits().getFirst(), new Ulimit("core", 0, 0)),
        spec("--ulimit stack=-1", s -> s.ulimits().getFirst(), new Ulimit("stack", -1, -1)),
        spec("-i", SandboxSpec::stdin, true),
        spec("--init", SandboxSpec::supervised, true),
        spec("-it", s -> s.terminal().orElseThrow(), new TerminalSize(132, 50)),
        spec(
            "-v data:/data",
            s -> s.mounts().getFirst(),
            new MountSpec(Path.of("/somewhere/data"), "/data", MountSpec.Mode.RO)),
        spec(
            "-v /srv/x:/data/:rw",
            s -> s.mounts().getFirst(),
            new MountSpec(Path.of("/srv/x"), "/data", MountSpec.Mode.RW)),
        spec("--rm --json --quiet -q", SandboxSpec::stdin, false));
  }

  private static Arguments limit(String flags, Function<Limits, Object> of, Object expected) {
    return spec(flags, spec -> of.apply(spec.limits()), expected);
  }

  private static Arguments spec(String flags, Function<SandboxSpec, Object> of, Object expected) {
    return Arguments.of(flags, of, expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void good(String flags, Function<SandboxSpec, Object> of, Object expected) {
    assertThat(of.apply(Words.spec(flags.split(" ", -1)))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -m 1k                        | memory limit below 6m
          -m lots                      | --memory: cannot read 'lots'
          -m -1                        | --memory: cannot read '-1'
          -m 9999999999t               | --memory: cannot read
          --cpus 0                     | CPU limit must be at least 0.01
          --cpus -1                    | --cpus: cannot read '-1'
          --cpus 1e9                   | --cpus: cannot read '1e9'
          --cpus 9999999               | CPU limit above 1000
          --pids-limit 0               | process limit must be at least 1
          --pids-limit 99999999999     | process limit above
          --pids-limit x               | --pids-limit: cannot read 'x'
          --timeout 0                  | time limit must lie between
          --timeout 99999999h          | time limit must lie between
          --timeout 3d                 | --timeout: cannot read '3d'
          --disk 1k                    | disk limit below 2m
          --shm-size 1                 | size of /dev/shm below 4k
          --output 0                   | output limit must be at least 1 byte
          --device-read-bps 0          | --device-read-bps must be above 0
          --device-write-bps /dev/a:1m | --device-write-bps: cannot read
          --device-read-iops 1k        | --device-read-iops: cannot read '1k'
          --user 0                     | user 0 is refused
          --user root                  | user 0 is refused
          --user 5:0                   | user 0 is refused
          --user www-data              | --user: cannot read 'www-data'
          --user 70000                 | user and group must lie between
          --user 99999999999           | --user: cannot read
          --name a/b                   | not a usable name
          -w tmp                       | the working directory must be an absolute path
          --network host               | --network host does not exist
          --network bridge             | --network bridge does not exist
          --runtime docker             | unknown runtime: 'docker'
          --runtime runc --min-isolation vm | --runtime runc isolates by process
          --min-isolation much         | unknown isolation: 'much'
          --ulimit nofile              | --ulimit: cannot read 'nofile'
          --ulimit nofile=2:1          | ulimit nofile: the soft limit exceeds
          --ulimit files=2             | unknown ulimit: files
          --ulimit nofile=x            | --ulimit: cannot read
          -v /data                     | -v: cannot read '/data'
          -v /data:/d:wr               | -v: 'wr' is neither ro nor rw
          -v /data:d                   | mount destination must be an absolute path
          -v /data:/d/../../x          | mount destination must be an absolute path
          -v /data:/                   | mount destination must be an absolute path
          -v /:/host                   | -v / would show the whole host
          -v /usr/..:/host             | -v /usr/.. would show the whole host
          -v /proc:/p                  | /proc is the host kernel's own
          -v /sys/fs/cgroup:/c         | /sys is the host kernel's own
          -v /dev/null:/n              | /dev is the host kernel's own
          -v /var/run/docker.sock:/d   | would hand over /var/run/docker.sock
          -v ../run/docker.sock:/d     | would hand over /run/docker.sock
          -e =x                        | -e: not a variable name
          --env-file missing           | cannot read --env-file missing
          """)
  void bad(String flags, String message) {
    assertThatExceptionOfType(CofferdamException.class)
        .isThrownBy(() -> Words.spec(flags.split(" ", -1)))
        .satisfies(refused -> assertThat(refused.reason()).contains(message))
        .satisfies(refused -> assertThat(refused.remedy()).isNotEmpty());
  }
}
