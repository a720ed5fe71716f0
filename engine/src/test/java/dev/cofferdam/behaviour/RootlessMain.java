package dev.cofferdam.behaviour;

import dev.cofferdam.Cofferdam;
import dev.cofferdam.EngineConfig;
import dev.cofferdam.diagnosis.Diagnosis;
import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.run.Result;
import dev.cofferdam.run.RunStreams;
import dev.cofferdam.sandbox.Limits;
import dev.cofferdam.sandbox.RuntimeName;
import dev.cofferdam.sandbox.RuntimeRequest;
import dev.cofferdam.sandbox.SandboxSpec;
import java.util.Optional;

/// One run by the engine as whoever starts this, for [RootlessTest]: says its pid, then what became
/// of the Python program given as the last argument, on the runtime and with the MiB of memory that
/// those before name.
final class RootlessMain {
  private RootlessMain() {}

  private static SandboxSpec spec(RuntimeName runtime, int memoryMib, String program) {
    Limits usual = Limits.DEFAULT;
    return Harness.pythonSpec(program)
        .withRuntime(new RuntimeRequest.Named(runtime))
        .withLimits(
            new Limits(
                (long) memoryMib << 20,
                usual.milliCpus(),
                usual.pids(),
                usual.diskBytes(),
                usual.shmBytes(),
                usual.wall(),
                usual.outputBytes(),
                usual.io()));
  }

  public static void main(String[] arguments) {
    System.out.println("pid " + ProcessHandle.current().pid());
    try (Cofferdam engine = Cofferdam.open(EngineConfig.ofHost())) {
      Result result =
          engine.run(
              spec(RuntimeName.valueOf(arguments[0]), Integer.parseInt(arguments[1]), arguments[2]),
              RunStreams.captured());
      Optional<Diagnosis> diagnosis = result.diagnosis();
      System.out.println(result.stdout().toText());
      System.out.println("exit " + result.ending().exitCode());
      System.out.println("kind " + diagnosis.map(cause -> cause.kind().name()).orElse("NONE"));
      diagnosis.ifPresent(System.out::println);
      result.notes().forEach(note -> System.out.println("note " + note.code()));
      System.out.println("disk " + result.limits().disk());
    } catch (CofferdamException refused) {
      System.out.println("refused " + refused.code() + ": " + refused.getMessage());
      System.out.println("remedy " + refused.remedy());
    }
  }
}
