package dev.cofferdam.diagnosis;

import dev.cofferdam.diagnosis.Cause.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a program said last on its error output, read the way interpreters write it. It may lie, so
/// it never creates a cause that the kernel does not bear out.
///
/// @param line the line that says it: the exception's own line where an interpreter printed one,
///   else the last one; empty when nothing was printed
/// @param last whether nothing but an interpreter's decoration follows that line
/// @param exception the exception's class without its package, where it is one
/// @param own what the output ends with: a line, or an exception with the tracebacks that it
///   followed from; only this can confirm a cause
/// @param passage the line with what may belong to it: the tracebacks, or some lines before it
/// @param names how it names errors
record LastWord(
    String line,
    boolean last,
    Optional<String> exception,
    String own,
    String passage,
    ErrorNames names) {
  private static final int MAX_LINES = 500;
  private static final int MAX_LINE = 5000;
  private static final int PLAIN_LINES = 10;
  private static final String TRACEBACK = "Traceback (most recent call last):";

  private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]{0,32}[A-Za-z]");
  // The repeated group is bounded, since the matcher's own stack grows with each repetition.
  private static final Pattern EXCEPTION =
      Pattern.compile(
          "^(?:Uncaught )?(?:\\w{1,200}[.$]){0,30}(\\w{1,200})(?: \\[\\w+\\])?(?::(?: .*)?)?$");
  private static final Pattern ERROR_CLASS =
      Pattern.compile("^\\w*(?:Error|Exception|Interrupt|Exit|Failure|Timeout)$");
  private static final Pattern JAVA_LEAD =
      Pattern.compile("^(?:Exception in thread \"[^\"]{0,200}\" |Caused by: )");
  private static final Pattern DECORATION =
      Pattern.compile("^(?:\\s.*|\\}|Node\\.js v\\d.*|Require stack:|- /.*)?$");
  private static final Pattern CHAINED =
      Pattern.compile(
          "^(?:During handling of the above exception, another exception occurred:"
              + "|The above exception was the direct cause of the following exception:)$");

  /// Reads the end of the program's error output.
  static LastWord of(Observation seen) {
    return of(seen.stderrTail(), ErrorNames.of(seen));
  }

  /// Reads the end of a program's error output.
  static LastWord of(String tail, ErrorNames names) {
    String bounded = tail.substring(Math.max(0, tail.length() - Observation.TAIL_BYTES));
    List<String> all = COLOUR.matcher(bounded).replaceAll("").lines().toList();
    List<String> lines =
        all.stream()
            .skip(Math.max(0, all.size() - MAX_LINES))
            .map(line -> line.substring(0, Math.min(line.length(), MAX_LINE)).stripTrailing())
            .toList();
    Optional<LastWord> traceback = traceback(lines, names);
    if (traceback.isPresent()) {
      return traceback.get();
    }
    int at = lines.size() - 1;
    while (at >= 0 && DECORATION.matcher(lines.get(at)).matches()) {
      at--;
    }
    if (at < 0) {
      String filled = lastFilled(lines);
      return new LastWord(filled, true, Optional.empty(), filled, String.join("\n", lines), names);
    }
    String line = JAVA_LEAD.matcher(lines.get(at)).replaceFirst("");
    Matcher form = EXCEPTION.matcher(line);
    Optional<String> exception =
        form.matches() && ERROR_CLASS.matcher(form.group(1)).matches()
            ? Optional.of(form.group(1))
            : Optional.empty();
    String passage = String.join("\n", lines.subList(Math.max(0, at + 1 - PLAIN_LINES), at + 1));
    // Node tells the cause of an error below it.
    String own = exception.isPresent() ? String.join("\n", lines.subList(at, lines.size())) : line;
    return new LastWord(line, true, exception, own, passage, names);
  }

  /// Whether nothing was printed.
  boolean isEmpty() {
    return line.isEmpty();
  }

  /// The errors that the line itself names.
  Set<String> errors() {
    return names.in(line);
  }

  /// What it makes of a recorded failure with one of these errors.
  ///
  /// @param bearers ends of the names of exceptions that wrap such a failure without naming it
  Verdict on(Observation seen, Set<String> errors, List<String> bearers) {
    return on(seen, text -> names.in(text).stream().anyMatch(errors::contains), errors, bearers);
  }

  /// What it makes of something recorded.
  ///
  /// @param tells whether a text tells of it
  /// @param errors the errors that it may be named by
  /// @param bearers as above
  Verdict on(Observation seen, Predicate<String> tells, Set<String> errors, List<String> bearers) {
    if (tells.test(own)) {
      return Verdict.CONFIRMED;
    }
    if (!seen.endedByItself()) {
      // It was cut short, so that these need not have been its last words.
      return Verdict.OPEN;
    }
    if (seen.ending().signal().isPresent() || !errors.containsAll(errors())) {
      return Verdict.CONTRADICTED;
    }
    if (tells.test(passage)) {
      return Verdict.OPEN;
    }
    if (exception.isPresent()) {
      return bearers.stream().anyMatch(exception.get()::endsWith)
          ? Verdict.OPEN
          : Verdict.CONTRADICTED;
    }
    if (!line.isEmpty()) {
      return Verdict.CONTRADICTED;
    }
    // Many say on their standard output what went wrong.
    return seen.counters().stdoutBytes() == 0 ? Verdict.SILENT : Verdict.OPEN;
  }

  /// The ends of the names of exceptions that may wrap any failed call without naming it, and more.
  static List<String> bearers(String... more) {
    return Stream.concat(Stream.of("OSError", "IOError", "CalledProcessError"), Arrays.stream(more))
        .toList();
  }

  private static Optional<LastWord> traceback(List<String> lines, ErrorNames names) {
    int start = lastTraceback(lines, lines.size());
    // What an interpreter reports while it shuts down ("Exception ignored in …") ended nothing.
    while (start > 0 && lines.get(start - 1).startsWith("Exception ignored")) {
      start = lastTraceback(lines, start);
    }
    if (start < 0) {
      return Optional.empty();
    }
    for (int at = start + 1; at < lines.size(); at++) {
      Matcher form = EXCEPTION.matcher(lines.get(at));
      if (form.matches()) {
        List<String> after =
            lines.subList(at + 1, lines.size()).stream()
                .takeWhile(line -> !line.startsWith("Exception ignored"))
                .filter(line -> !line.isBlank())
                .toList();
        int end = after.isEmpty() ? lines.size() : at + 1;
        String chain = String.join("\n", lines.subList(chainStart(lines, start), end));
        return Optional.of(
            new LastWord(
                lines.get(at),
                after.isEmpty(),
                Optional.of(form.group(1)),
                after.isEmpty() ? chain : after.getLast(),
                chain,
                names));
      }
    }
    return Optional.empty();
  }

  private static int chainStart(List<String> lines, int start) {
    int first = start;
    for (int before = previousFilled(lines, first);
        before >= 0 && CHAINED.matcher(lines.get(before)).matches();
        before = previousFilled(lines, first)) {
      int earlier = lastTraceback(lines, first);
      if (earlier < 0) {
        return 0;
      }
      first = earlier;
    }
    return first;
  }

  private static int lastTraceback(List<String> lines, int before) {
    return lines.subList(0, Math.max(0, before)).lastIndexOf(TRACEBACK);
  }

  private static int previousFilled(List<String> lines, int before) {
    int at = before - 1;
    while (at >= 0 && lines.get(at).isBlank()) {
      at--;
    }
    return at;
  }

  private static String lastFilled(List<String> lines) {
    var filled = new ArrayList<>(lines);
    filled.removeIf(String::isBlank);
    return filled.isEmpty() ? "" : filled.getLast().strip();
  }
}
