package dev.cofferdam.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The words after `run`, cut where our flags end: at the script, at `-`, or behind `--`. From
/// there on every word belongs to the program, whatever it looks like; a parser that knows our
/// flags must not see it.
///
/// @param flags ours
/// @param form what the first word that is not a flag says
/// @param words the program's; for a script the script itself is the first
record RunArguments(List<String> flags, Form form, List<String> words) {
  /// How the program is given.
  enum Form {
    /// Not at all.
    NONE,
    /// A script of the caller's by its path.
    SCRIPT,
    /// On standard input.
    STDIN,
    /// A command of the image.
    COMMAND
  }

  RunArguments {
    flags = List.copyOf(flags);
    words = List.copyOf(words);
  }

  /// Cuts the words by the flags that `spec` declares.
  static RunArguments cut(List<String> words, CommandSpec spec) {
    int at = 0;
    while (at < words.size()) {
      String word = words.get(at);
      if (word.equals("--")) {
        return at(words, at, at + 1, Form.COMMAND);
      }
      if (word.equals("-")) {
        return at(words, at, at + 1, Form.STDIN);
      }
      if (!word.startsWith("-")) {
        return at(words, at, at, Form.SCRIPT);
      }
      at += takesNextWord(word, spec) ? 2 : 1;
    }
    return new RunArguments(words, Form.NONE, List.of());
  }

  private static RunArguments at(List<String> words, int end, int start, Form form) {
    return new RunArguments(words.subList(0, end), form, words.subList(start, words.size()));
  }

  /// Whether the value of the (last) flag in this word is the next word.
  private static boolean takesNextWord(String word, CommandSpec spec) {
    if (word.startsWith("--")) {
      return word.indexOf('=') < 0 && takesValue(Optional.ofNullable(spec.findOption(word)));
    }
    for (int at = 1; at < word.length(); at++) {
      Optional<OptionSpec> option = Optional.ofNullable(spec.findOption("-" + word.charAt(at)));
      if (takesValue(option)) {
        return at == word.length() - 1;
      }
      if (option.isEmpty()) {
        return false;
      }
    }
    return false;
  }

  private static boolean takesValue(Optional<OptionSpec> option) {
    return option.isPresent() && option.get().arity().min() > 0;
  }
}
