package dev.cofferdam.diagnosis;

import dev.cofferdam.diagnosis.Diagnosis.Confidence;
import dev.cofferdam.text.Printable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A shell inside did not find a command: exit status 127 and the shell's own last line. Text only,
/// hence of low confidence.
record ShellCause() implements Cause {
  private static final int NOT_FOUND = 127;
  private static final int SHOWN = 256;

  /// dash and busybox; bash; zsh; env, nohup and timeout.
  private static final List<Pattern> FORMS =
      List.of(
          Pattern.compile("^\\S.*?: (?:(?:line )?\\d+: )?([^:]+): (?:command )?not found$"),
          Pattern.compile("^\\S.*?:\\d+: command not found: (.+)$"),
          Pattern.compile("^\\S.*?: (?:line )?\\d+: ([^:]+): No such file or directory$"),
          Pattern.compile(
              "^\\S*(?:env|nohup|timeout|nice|xargs): (?:failed to run command )?[‘']?([^’']+?)[’']?:"
                  + " No such file or directory$"));

  @Override
  public Optional<Diagnosis> explain(Observation seen) {
    if (!seen.endedByItself() || seen.ending().exitCode() != NOT_FOUND) {
      return Optional.empty();
    }
    String line = LastWord.of(seen).line();
    return FORMS.stream()
        .map(form -> form.matcher(line))
        .filter(Matcher::matches)
        .findFirst()
        .map(form -> diagnosis(Printable.of(form.group(1).strip(), SHOWN), line));
  }

  private static Diagnosis diagnosis(String command, String line) {
    return new Diagnosis(
        Kind.COMMAND_NOT_FOUND,
        Confidence.LOW,
        "The shell says that it did not find the command " + command + ".",
        Map.of("command", command, "exitCode", "127"),
        "use an image that has it (--image), or mount it: -v \"$PWD/tool\":/workspace/tool:ro",
        List.of(new Evidence.Text(line)));
  }
}
