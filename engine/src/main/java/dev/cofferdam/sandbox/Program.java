package dev.cofferdam.sandbox;

import dev.cofferdam.error.CofferdamException;
import java.util.ArrayList;
import java.util.List;

/// What runs: a script that is copied in, or a command that the image has.
public sealed interface Program {
  /// Where the caller's script lies inside.
  String WORKSPACE = "/workspace";

  /// The argument vector inside the sandbox.
  List<String> argv();

  /// A script's bytes, copied to `/workspace/NAME` and run by its interpreter.
  ///
  /// @param name a plain file name
  /// @param content the bytes of the script
  /// @param interpreter the command that runs it, as found on the sandbox's PATH
  /// @param arguments what the script gets after its name
  record Script(String name, Bytes content, List<String> interpreter, List<String> arguments)
      implements Program {
    /// In place of an interpreter: the script is a WebAssembly module or component.
    public static final List<String> MODULE = List.of("wasm");

    public Script {
      if (name.isEmpty()
          || name.length() > 255
          || name.equals(".")
          || name.equals("..")
          || name.indexOf('/') >= 0
          || name.indexOf('\0') >= 0) {
        throw CofferdamException.invalid("not a plain file name: " + name, "rename the script");
      }
      interpreter = List.copyOf(interpreter);
      arguments = withoutNul(arguments);
    }

    /// The absolute path of the script inside.
    public String path() {
      return WORKSPACE + "/" + name;
    }

    @Override
    public List<String> argv() {
      var argv = new ArrayList<>(interpreter);
      argv.add(path());
      argv.addAll(arguments);
      return List.copyOf(argv);
    }
  }

  /// A command found on the sandbox's PATH, or by its absolute path inside.
  record Command(List<String> argv) implements Program {
    public Command {
      argv = withoutNul(argv);
      if (argv.isEmpty() || argv.getFirst().isEmpty()) {
        throw CofferdamException.invalid("no command given", "write it after '--'");
      }
    }
  }

  private static List<String> withoutNul(List<String> arguments) {
    for (String argument : arguments) {
      if (argument.indexOf('\0') >= 0) {
        throw CofferdamException.invalid(
            "an argument contains a NUL byte, which no program can receive",
            "pass such data on standard input or in a file");
      }
    }
    return List.copyOf(arguments);
  }
}
