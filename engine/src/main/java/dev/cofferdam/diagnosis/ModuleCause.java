package dev.cofferdam.diagnosis;

import dev.cofferdam.diagnosis.Diagnosis.Confidence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An interpreter did not find a module: its own last line says so. Text only, hence of low
/// confidence; a name goes into a command to be pasted only in a form that no shell takes amiss.
record ModuleCause() implements Cause {
  private static final Pattern PYTHON =
      Pattern.compile("^ModuleNotFoundError: No module named '([A-Za-z_][\\w.]{0,200})'.*$");
  private static final Pattern NODE =
      Pattern.compile(
          "^(?:Uncaught )?Error(?: \\[ERR_MODULE_NOT_FOUND\\])?: Cannot find (?:module|package)"
              + " '([\\w./@~-]{1,200})'.*$");
  private static final Pattern NODE_PACKAGE =
      Pattern.compile("^((?:@[a-z0-9~][\\w.~-]*/)?[a-zA-Z0-9_][\\w.~-]*)(?:/.*)?$");

  @Override
  public Optional<Diagnosis> explain(Observation seen) {
    boolean elsewhere =
        seen.engine().unsupported().stream()
            .anyMatch(tried -> tried.decisive() && !tried.isPackage());
    LastWord word = LastWord.of(seen);
    if (elsewhere || !seen.endedByItself() || !word.last() || seen.ending().signal().isPresent()) {
      return Optional.empty();
    }
    boolean engine = seen.runByEngine();
    Matcher python = PYTHON.matcher(word.line());
    if (python.matches()) {
      String module = python.group(1);
      return Optional.of(
          diagnosis(engine, "python", module, ofPython(module, engine), word.line()));
    }
    Matcher node = NODE.matcher(word.line());
    if (node.matches()) {
      String module = node.group(1);
      return Optional.of(diagnosis(engine, "node", module, ofNode(module, engine), word.line()));
    }
    return Optional.empty();
  }

  private static Diagnosis diagnosis(
      boolean engine, String interpreter, String module, String mitigation, String line) {
    return new Diagnosis(
        Kind.MODULE_MISSING,
        Confidence.LOW,
        "The interpreter says that the module "
            + module
            + " is not "
            + (engine ? "there" : "in the image")
            + ".",
        Map.of("module", module, "interpreter", interpreter),
        mitigation,
        List.of(new Evidence.Text(line)));
  }

  private static String ofPython(String module, boolean engine) {
    String top = module.contains(".") ? module.substring(0, module.indexOf('.')) : module;
    return "if "
        + top
        + " is a package you trust, "
        + (engine ? "" : "add it to the image (uv pip install --system " + top + ") or ")
        + "mount it: uv pip install --target deps "
        + top
        + " && cofferdam run -v \"$PWD/deps\":/deps:ro -e PYTHONPATH=/deps …;"
        + " a module of your own: -v \"$PWD\":/src:ro -e PYTHONPATH=/src";
  }

  private static String ofNode(String module, boolean engine) {
    Matcher named = NODE_PACKAGE.matcher(module);
    if (!named.matches()) {
      return "mount the folder that has it: cofferdam run -v \"$PWD\":/src:ro -w /src -- node FILE";
    }
    String top = named.group(1);
    return "if "
        + top
        + " is a package you trust, "
        + (engine ? "" : "add it to the image (npm install --global " + top + ") or ")
        + "mount it: npm install "
        + top
        + " && cofferdam run -v \"$PWD/node_modules\":/workspace/node_modules:ro …";
  }
}
