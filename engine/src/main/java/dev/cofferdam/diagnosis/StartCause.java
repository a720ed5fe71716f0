package dev.cofferdam.diagnosis;

import dev.cofferdam.diagnosis.Diagnosis.Confidence;
import dev.cofferdam.diagnosis.Evidence.FailedCall;
import dev.cofferdam.text.Printable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The program could not be started, and `execve` said why. What is not there is
/// `COMMAND_NOT_FOUND`; what may not be executed is `PERMISSION_DENIED`; what cannot be (no
/// executable format, arguments too long) is the program's own fault, `PROGRAM_ERROR`.
record StartCause() implements Cause {
  private static final int SHOWN = 256;

  @Override
  public Optional<Diagnosis> explain(Observation seen) {
    return seen.startFailure()
        .filter(failure -> !failure.errno().equals(UnsupportedCause.AT_START))
        .map(failure -> diagnosis(failure, seen));
  }

  private static Diagnosis diagnosis(Observation.StartFailure failure, Observation seen) {
    String target = Printable.of(failure.target(), SHOWN);
    return switch (failure.errno()) {
      case "ENOENT", "ENOTDIR", "ELOOP", "ENAMETOOLONG" ->
          of(
              failure,
              Kind.COMMAND_NOT_FOUND,
              target
                  + " was not found in the image, or the interpreter that its first line names"
                  + " was not.",
              "use an image that has it (--image), or mount it: -v \"$PWD/tool\":/workspace/tool:ro");
      case "EACCES", "EPERM", "EISDIR" ->
          of(
              failure,
              Kind.PERMISSION_DENIED,
              target + " may not be executed: it is a directory or lacks the execute permission.",
              "chmod +x the file on the host, or name its interpreter: cofferdam run -- sh FILE");
      case "ENOEXEC" ->
          of(
              failure,
              Kind.PROGRAM_ERROR,
              target
                  + " is neither an executable of this machine nor a script with a first line"
                  + " #!.",
              "write #!/bin/sh or the like as its first line, or build it for this machine");
      case "E2BIG" ->
          of(
              failure,
              Kind.PROGRAM_ERROR,
              "The arguments and the environment are too long for the kernel ("
                  + seen.command().size()
                  + " arguments).",
              "pass such data on standard input (-i) or in a file (-v)");
      case "ENOMEM" ->
          of(
              failure,
              Kind.PROGRAM_ERROR,
              target + " needs more memory to start than it may have.",
              seen.ceilings()
                  .moreMemory(seen.limits().memoryBytes())
                  .orElse("make it smaller: this host has no more memory for a sandbox"));
      default ->
          of(
              failure,
              Kind.PROGRAM_ERROR,
              target + " could not be started: " + failure.errno() + ".",
              "see execve(2) for " + failure.errno());
    };
  }

  private static Diagnosis of(
      Observation.StartFailure failure, Kind kind, String summary, String mitigation) {
    return new Diagnosis(
        kind,
        Confidence.HIGH,
        summary,
        Map.of("command", failure.target(), "syscall", "execve", "errno", failure.errno()),
        mitigation,
        List.of(
            new FailedCall("execve", failure.errno(), Optional.of(failure.target()), "init", 1)));
  }
}
