package dev.cofferdam.cli;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.run.ErrorJson;
import dev.cofferdam.text.Printable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The entry of the command line: finds the subcommand, runs it, and turns whatever comes of it
/// into an exit status and at most a few lines on standard error.
public final class Main {
  private static final String JSON = "--json";
  private static final String REPORT = "--debug shows the stack trace";

  private Main() {}

  /// Runs the command and exits with its status.
  public static void main(String[] args) {
    System.exit(execute(Console.ofProcess(), () -> Defaults.ofCaller(Caller::variable), args));
  }

  /// Runs the command over the given streams, whatever the defaults of flags are outside.
  ///
  /// @return the exit status, see [ExitStatus]
  static int execute(Console console, String... args) {
    return execute(console, Defaults::none, args);
  }

  /// Runs the command over the given streams.
  ///
  /// @param defaults what flags of `run` are that are not given; asked only for a run
  /// @return the exit status, see [ExitStatus]
  static int execute(Console console, Supplier<Defaults> defaults, String... args) {
    String name = args.length == 0 ? "" : args[0];
    CommandLine line =
        CofferdamCommand.only(name, console).orElseGet(() -> CofferdamCommand.whole(console));
    List<String> words = new ArrayList<>(Arrays.asList(args));
    CommandLine subcommand = line.getSubcommands().get(name);
    boolean json = words.contains(JSON);
    if (subcommand != null && subcommand.getCommand() instanceof RunCommand run) {
      words = withoutProgram(run, subcommand, words);
      json = words.contains(JSON);
      try {
        if (!words.contains("--help") && !words.contains("-h")) {
          setDefaults(run, subcommand, defaults.get());
        }
      } catch (CofferdamException wrong) {
        return failure(console, wrong, subcommand, json);
      }
    }
    if (args.length == 0) {
      words.add("--help");
    }
    return execute(console, line, words, json);
  }

  private static int execute(Console console, CommandLine line, List<String> words, boolean json) {
    var help = new StringWriter();
    int status =
        line.setOut(new PrintWriter(help))
            .setParameterExceptionHandler((wrong, rest) -> usageError(console, wrong, json))
            .setExecutionExceptionHandler(
                (thrown, at, result) -> failure(console, thrown, at, json))
            .execute(words.toArray(String[]::new));
    if (!help.toString().isEmpty()) {
      console.print(help.toString());
    }
    return console.readerGone() ? ExitStatus.READER_GONE : status;
  }

  /// Gives the flags that are not among the words their defaults.
  static void setDefaults(RunCommand run, CommandLine line, Defaults defaults) {
    line.setDefaultValueProvider(defaults);
    run.flags.names =
        flag -> line.getParseResult().hasMatchedOption(flag) ? flag : defaults.nameOf(flag);
  }

  private static List<String> withoutProgram(RunCommand run, CommandLine line, List<String> words) {
    run.arguments = RunArguments.cut(words.subList(1, words.size()), line.getCommandSpec());
    var ours = new ArrayList<String>();
    ours.add("run");
    ours.addAll(run.arguments.flags());
    return ours;
  }

  private static int usageError(Console console, ParameterException wrong, boolean json) {
    String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    String message = String.valueOf(wrong.getMessage());
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().getFirst();
      boolean root = wrong.getCommandLine().getParent() == null;
      String what = word.startsWith("-") ? "flag" : root ? "command" : "argument";
      message = "unknown " + what + ": '" + word + "'";
      List<String> similar = unmatched.getSuggestions();
      if (!similar.isEmpty()) {
        message += "; did you mean " + String.join(" or ", similar) + "?";
      }
    }
    String remedy = "see " + command + " --help";
    console.say(Printable.of(message) + "\n  " + remedy);
    if (json) {
      console.print(ErrorJson.of(CofferdamException.invalid(message, remedy)) + "\n");
    }
    return ExitStatus.OURS;
  }

  private static int failure(Console console, Exception thrown, CommandLine at, boolean json) {
    boolean debug = at.getCommand() instanceof Subcommand subcommand && subcommand.debug();
    int status = failure(console, thrown, debug);
    if (debug) {
      console.trace(thrown);
    }
    if (json) {
      console.print(
          (thrown instanceof CofferdamException refused
                  ? ErrorJson.of(refused)
                  : ErrorJson.of(ErrorCode.INTERNAL, String.valueOf(thrown), REPORT))
              + "\n");
    }
    return status;
  }

  private static int failure(Console console, Exception thrown, boolean debug) {
    if (thrown instanceof CofferdamException refused) {
      console.say(Printable.of(refused.reason()));
      refused.remedy().lines().forEach(line -> console.say("  " + line));
      return ExitStatus.of(refused.code());
    }
    console.say("a fault of ours: " + Printable.of(String.valueOf(thrown)));
    if (!debug) {
      console.say("  " + REPORT);
    }
    return ExitStatus.OURS;
  }
}
