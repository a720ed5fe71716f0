package dev.cofferdam.inspect;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Why values are not known, by their place in the answer.
final class Unknowns {
  private final Map<String, String> reasons = new TreeMap<>();

  /// What may fail to be answered.
  interface Question<T> {
    T answer() throws IOException;
  }

  /// Asks, and keeps the kernel's reason where there is no answer.
  <T> Optional<T> ask(String place, Question<T> question) {
    try {
      return Optional.of(question.answer());
    } catch (IOException refused) {
      add(place, reason(refused));
      return Optional.empty();
    }
  }

  void add(String place, String reason) {
    reasons.put(place, reason);
  }

  Map<String, String> reasons() {
    return reasons;
  }

  private static String reason(IOException refused) {
    return switch (refused) {
      case AccessDeniedException _ -> "the kernel does not let this user see it";
      case NoSuchFileException _ -> "no such file: the kernel has none, or the process is gone";
      case FileSystemException named when named.getReason() != null -> named.getReason();
      default -> String.valueOf(refused.getMessage());
    };
  }
}
