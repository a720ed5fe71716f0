package dev.cofferdam.diagnosis;

import dev.cofferdam.diagnosis.Diagnosis.Confidence;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A signal ended the program, and neither we nor the kernel's memory limit sent it. An exit status
/// above 128 alone is none: any program may exit with it.
record SignalCause() implements Cause {
  @Override
  public Optional<Diagnosis> explain(Observation seen) {
    if (seen.ending().signal().isEmpty()) {
      return Optional.empty();
    }
    int number = seen.ending().signal().getAsInt();
    String name = SignalName.of(number);
    return Optional.of(
        new Diagnosis(
            Kind.SIGNALED,
            Confidence.HIGH,
            "The program was ended by "
                + name
                + ", sent by itself or by the kernel for a fault of its own.",
            Map.of("signal", name, "number", Integer.toString(number)),
            mitigation(name),
            List.of(new Evidence.Exit(seen.ending().exitCode(), seen.ending().signal()))));
  }

  private static String mitigation(String name) {
    return switch (name) {
      case "SIGSEGV", "SIGBUS" ->
          "a fault in native code, or abort() of PID 1, which ends as SIGSEGV: run it with --init"
              + " to tell them apart, and python3 -X faulthandler to see where";
      case "SIGABRT" -> "the program gave up (abort): see the end of its error output";
      case "SIGILL" -> "it was built for another processor: build it for this one";
      case "SIGFPE" -> "an integer division by zero in native code";
      case "SIGPIPE" -> "it wrote to a pipe that nobody read";
      case "SIGXCPU", "SIGXFSZ" -> "raise the limit that was given with --ulimit";
      case "SIGKILL" -> "it was not the memory limit (no oom_kill was counted): see who sends it";
      default -> "see who sends " + name;
    };
  }
}
