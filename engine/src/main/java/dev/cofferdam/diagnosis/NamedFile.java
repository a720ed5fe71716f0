package dev.cofferdam.diagnosis;

import dev.cofferdam.diagnosis.Evidence.FailedCall;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Chooses among recorded failures the one that the program's last words are about.
///
/// @param word what it said last
/// @param workdir what relative paths are relative to
record NamedFile(LastWord word, String workdir) {
  /// How CPython and Node end a line about a file.
  private static final Pattern QUOTED_AT_END = Pattern.compile("['\"]([^'\"]+)['\"]$");

  private static final int SHORTEST_NAME = 3;

  /// A shorter one may be an ordinary word.
  private static final int SHORTEST_PATH = 6;

  /// Whether the line names a file that none of the failures is about.
  boolean isAnother(List<FailedCall> failures) {
    Matcher quoted = QUOTED_AT_END.matcher(word.line());
    if (word.exception().isEmpty() || !quoted.find()) {
      return false;
    }
    String named = quoted.group(1);
    return failures.stream()
        .allMatch(failure ->
            failure.target().isPresent()
                && !InsidePath.mayBeSame(failure.target().get(), named)
                && !word.passage().contains(failure.target().get()));
  }

  /// Whether a plain line, which is no exception and names no error, names one of the files.
  boolean isToldPlainly(List<FailedCall> failures) {
    return word.exception().isEmpty()
        && word.errors().isEmpty()
        && failures.stream()
            .flatMap(failure -> failure.target().stream())
            .anyMatch(target -> target.length() >= SHORTEST_PATH && word.own().contains(target));
  }

  /// The failure to blame: one that is named, else the last that is not incidental.
  ///
  /// @param confirmed whether the words tell of such an error, so that an incidental call will do
  Optional<FailedCall> choose(List<FailedCall> failures, boolean confirmed) {
    return last(failures, this::isNamed)
        .or(() ->
            last(
                failures,
                failure -> isNamedShortly(failure) && !Incidental.is(failure, path(failure))))
        .or(() -> last(failures, failure -> !Incidental.is(failure, path(failure))))
        .or(() ->
            confirmed
                ? last(
                    failures,
                    failure ->
                        isNamedShortly(failure) || !Incidental.isPlace(failure, path(failure)))
                : Optional.empty());
  }

  private boolean isNamed(FailedCall failure) {
    return failure
        .target()
        .filter(target -> target.length() >= SHORTEST_NAME && word.passage().contains(target))
        .isPresent();
  }

  private boolean isNamedShortly(FailedCall failure) {
    String name = InsidePath.name(path(failure));
    return name.length() >= SHORTEST_NAME && word.passage().contains(name);
  }

  private String path(FailedCall failure) {
    return failure.target().map(target -> InsidePath.normalise(target, workdir)).orElse("/");
  }

  private static Optional<FailedCall> last(
      List<FailedCall> failures, Predicate<FailedCall> condition) {
    return failures.reversed().stream().filter(condition).findFirst();
  }
}
