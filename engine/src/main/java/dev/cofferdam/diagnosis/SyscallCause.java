package dev.cofferdam.diagnosis;

import dev.cofferdam.diagnosis.Evidence.FailedCall;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The sandbox's filter refused a system call and the program gave up.
record SyscallCause(Trust trust) implements Cause {
  private static final int SIGABRT = 6;
  private static final int SIGTRAP = 5;
  private static final int SIGSYS = 31;
  private static final Set<String> ERRORS = Set.of("EPERM");
  private static final List<String> BEARERS = LastWord.bearers("PermissionError");

  /// Refused calls without which every library that tries them does: blamed only if the program's
  /// last words tell of it.
  private static final Set<String> WITH_FALLBACK =
      Set.of("io_uring_setup", "set_mempolicy", "get_mempolicy", "mbind", "perf_event_open");

  /// Refused only for a set-user-id or set-group-id bit in the mode.
  private static final Set<String> MODE_CALLS =
      Set.of(
          "chmod",
          "fchmod",
          "fchmodat",
          "fchmodat2",
          "creat",
          "open",
          "openat",
          "openat2",
          "mknod",
          "mknodat",
          "mkdir",
          "mkdirat");

  @Override
  public Optional<Diagnosis> explain(Observation seen) {
    List<BlockedCall> refused = seen.blocked().stream().filter(call -> !call.probe()).toList();
    if (refused.isEmpty()) {
      return Optional.empty();
    }
    LastWord word = LastWord.of(seen);
    Verdict verdict = verdict(seen, word, refused);
    if (!trust.accepts(verdict)) {
      return Optional.empty();
    }
    BlockedCall cause =
        refused.stream()
            .filter(call -> names(word, call))
            .findFirst()
            .or(() ->
                refused.stream()
                    .filter(call -> !WITH_FALLBACK.contains(call.name()))
                    .max(Comparator.comparingLong(BlockedCall::count)))
            .orElse(refused.getLast());
    return Optional.of(diagnosis(cause, verdict, refused));
  }

  private static Verdict verdict(Observation seen, LastWord word, List<BlockedCall> refused) {
    Verdict verdict = word.on(seen, ERRORS, BEARERS);
    boolean named = refused.stream().anyMatch(call -> names(word, call));
    if (!named && refused.stream().allMatch(call -> WITH_FALLBACK.contains(call.name()))) {
      return Verdict.CONTRADICTED;
    }
    if (verdict == Verdict.CONFIRMED) {
      return verdict;
    }
    if (seen.ending().signal().isPresent() && seen.endedByItself()) {
      return switch (seen.ending().signal().getAsInt()) {
        case SIGSYS -> Verdict.CONFIRMED;
        // How the C library and V8 give up when they are refused what they need.
        case SIGABRT, SIGTRAP -> word.isEmpty() ? followed(seen, refused) : Verdict.CONTRADICTED;
        default -> Verdict.CONTRADICTED;
      };
    }
    return verdict == Verdict.SILENT ? followed(seen, refused) : verdict;
  }

  /// When a call was refused is not recorded, only that: with other failures, either may be the
  /// last.
  private static Verdict followed(Observation seen, List<BlockedCall> refused) {
    return Verdict.SILENT.unlessFollowed(
        seen.lastFailure()
            .filter(last -> refused.stream().noneMatch(call -> call.name().equals(last.call())))
            .isPresent());
  }

  /// Whether the last words contain the call's name as a word of its own, and the error that it was
  /// refused with: many names are ordinary words, such as mount and open.
  private static boolean names(LastWord word, BlockedCall call) {
    String passage = word.passage();
    if (word.names().in(passage).stream().noneMatch(ERRORS::contains)) {
      return false;
    }
    for (int at = passage.indexOf(call.name());
        at >= 0;
        at = passage.indexOf(call.name(), at + 1)) {
      int end = at + call.name().length();
      if ((at == 0 || !isWordPart(passage.charAt(at - 1)))
          && (end == passage.length() || !isWordPart(passage.charAt(end)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWordPart(char character) {
    return Character.isLetterOrDigit(character) || character == '_';
  }

  private static Diagnosis diagnosis(
      BlockedCall cause, Verdict verdict, List<BlockedCall> refused) {
    long total = 0;
    boolean atLeast = false;
    for (BlockedCall call : refused) {
      if (call.name().equals(cause.name()) && call.arch().equals(cause.arch())) {
        total += call.count();
        atLeast |= call.atLeast();
      }
    }
    var details = new LinkedHashMap<String, String>();
    details.put("syscall", cause.name());
    details.put("number", Integer.toString(cause.number()));
    details.put("arch", cause.arch());
    details.put("count", Long.toString(total));
    details.put("atLeast", Boolean.toString(atLeast));
    details.put("process", cause.process());
    return new Diagnosis(
        Kind.SYSCALL_BLOCKED,
        verdict.confidence(),
        verdict.summary(
            "The sandbox refused the system call "
                + cause.name()
                + " ("
                + cause.arch()
                + ", "
                + (atLeast ? "≥ " : "")
                + Amounts.times(total)
                + ") with EPERM, and logged the attempt."),
        details,
        verdict.mitigation(mitigation(cause)),
        CallEvidence.of(failed(cause), refused.stream().map(SyscallCause::failed).toList()));
  }

  private static FailedCall failed(BlockedCall call) {
    return new FailedCall(call.name(), "EPERM", Optional.empty(), call.process(), call.count());
  }

  private static String mitigation(BlockedCall cause) {
    if (MODE_CALLS.contains(cause.name())) {
      return "leave the set-user-id and set-group-id bits out of the mode, for example chmod 0755";
    }
    if (!cause.arch().equals("x86_64")) {
      return "use a 64-bit build of the program: calls of " + cause.arch() + " are refused";
    }
    return "do without "
        + cause.name()
        + ": no flag allows it, since it reaches parts of the host's kernel that no sandbox may";
  }
}
