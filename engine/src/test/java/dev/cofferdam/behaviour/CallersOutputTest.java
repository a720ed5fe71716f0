package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.diagnosis.Ending.By;
import dev.cofferdam.diagnosis.Kind;
import dev.cofferdam.run.Result;
import dev.cofferdam.sandbox.Limits;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// A caller who reads slowly or not at all neither loses output nor holds the sandbox.
@ParameterizedClass
@MethodSource("dev.cofferdam.behaviour.RuntimeUnderTest#all")
@Timeout(120)
class CallersOutputTest {
  /// More than a pipe holds, less than a pipe and what the engine takes ahead.
  private static final String NUMBERS = "seq 1 21000";

  private final Harness harness;

  CallersOutputTest(RuntimeUnderTest runtime) {
    this.harness = Harness.on(runtime);
  }

  @AfterEach
  void close() {
    harness.close();
  }

  private Started start(Limits limits, OutputStream sink, String line) {
    return Started.shell(harness, limits, sink, line);
  }

  @Test
  void aSlowReaderGetsEverythingAndItsSandboxIsGoneMeanwhile() throws Exception {
    var sink = new HeldOutput();
    Started run = start(Limits.DEFAULT, sink, NUMBERS);
    sink.awaitAsked();
    run.awaitGone();
    assertThat(run.result()).isNotDone();
    sink.letGo();
    Result result = run.result().get(60, TimeUnit.SECONDS);
    String numbers =
        IntStream.rangeClosed(1, 21_000)
            .mapToObj(number -> number + "\n")
            .collect(Collectors.joining());
    assertThat(new String(sink.content(), StandardCharsets.US_ASCII)).isEqualTo(numbers);
    assertThat(result.stdout().toText()).isEqualTo(numbers);
    assertThat(result.stdoutTruncated()).isFalse();
    assertThat(result.ending().exitCode()).isZero();
  }

  @Test
  void theDeadlineHoldsThoughNobodyReads() throws Exception {
    var sink = new HeldOutput();
    Started run = start(TestLimits.wall(Duration.ofSeconds(2)), sink, "yes");
    sink.awaitAsked();
    run.awaitGone();
    sink.letGo();
    Result result = run.result().get(60, TimeUnit.SECONDS);
    assertThat(result.ending().by()).isEqualTo(By.TIMEOUT);
    assertThat(result.usage().wallMillis()).isBetween(2000L, 4000L);
    assertThat(sink.content()).isEqualTo(result.stdout().toArray());
  }

  @Test
  void aProgramWaitsForItsReader() throws Exception {
    var sink = new HeldOutput();
    Started run = start(Limits.DEFAULT, sink, "head -c 3000000 /dev/zero; echo done >&2");
    sink.awaitAsked();
    assertThat(run.life()).isPresent();
    sink.letGo();
    Result result = run.result().get(60, TimeUnit.SECONDS);
    assertThat(sink.content()).hasSize(3_000_000);
    assertThat(result.stderr().toText()).isEqualTo("done\n");
  }

  @Test
  void whoeverCancelsDoesNotWaitForTheReader() throws Exception {
    var sink = new HeldOutput();
    Started run = start(Limits.DEFAULT, sink, NUMBERS);
    sink.awaitAsked();
    run.awaitGone();
    harness.engine().cancelAll();
    assertThat(run.result().get(10, TimeUnit.SECONDS).ending().by()).isEqualTo(By.PROGRAM);
    sink.letGo();
  }

  @Test
  void theLastWordIsTheLastOneThoughMoreWasSaidThanKept() {
    Result result =
        harness.run(
            Harness.pythonSpec(
                    "import sys",
                    "for n in range(1000): print('KeyError: noise', n, file=sys.stderr)",
                    "raise ValueError('the end')")
                .withLimits(TestLimits.output(4096)));
    assertThat(result.stderrTruncated()).isTrue();
    assertThat(result.diagnosis())
        .hasValueSatisfying(cause -> {
          assertThat(cause.kind()).isEqualTo(Kind.PROGRAM_ERROR);
          assertThat(cause.summary()).contains("ValueError: the end");
        });
  }
}
