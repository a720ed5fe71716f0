package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.diagnosis.Ending.By;
import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.sandbox.Limits;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// A sandbox does not outlive the engine's `close`, whatever step its run is at.
@ParameterizedClass
@MethodSource("dev.cofferdam.behaviour.RuntimeUnderTest#all")
class EngineCloseTest {
  private final Harness harness;

  EngineCloseTest(RuntimeUnderTest runtime) {
    this.harness = Harness.on(runtime);
  }

  private Started start(OutputStream sink) {
    return Started.shell(harness, Limits.DEFAULT, sink, "echo begun; sleep 25");
  }

  @Test
  void aRunThatIsJustBeingMadeIsOverToo() {
    Started run = start(OutputStream.nullOutputStream());
    run.awaitLife();
    harness.close();
    assertEndedByTheCaller(run);
  }

  @Test
  void aRunThatRunsIsOverToo() throws Exception {
    var sink = new HeldOutput();
    Started run = start(sink);
    sink.awaitAsked();
    harness.close();
    assertEndedByTheCaller(run);
    sink.letGo();
  }

  @Test
  void aClosedEngineRunsNothing() {
    harness.close();
    harness.close();
    assertThatThrownBy(() -> harness.shell("true"))
        .isInstanceOf(CofferdamException.class)
        .hasMessageContaining("closed");
  }

  private static void assertEndedByTheCaller(Started run) {
    // The engine is done with the run a moment before the thread that asked for it knows.
    assertThat(run.result()).succeedsWithin(TestLimits.grace(1));
    assertThat(run.life()).isEmpty();
    assertThat(run.result().join().ending().by()).isEqualTo(By.CALLER);
  }
}
