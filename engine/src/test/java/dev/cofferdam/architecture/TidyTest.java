package dev.cofferdam.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The house's rules as a test (CONTRIBUTING.md says why).
class TidyTest {
  private static final int MAX_FILE_LINES = 400;
  private static final int MAX_METHOD_LINES = 60;
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern VAGUE =
      Pattern.compile(".*/(util|utils|common|impl|helper|helpers|misc|manager)/.*");
  private static final Pattern UNCLEAR_NAME =
      Pattern.compile(".*(Util|Utils|Helper|Manager|Impl)\\.java");

  @Test
  void noFileIsLongerThanItsReasonToExist() {
    assertThat(sources().filter(file -> lines(file).size() > MAX_FILE_LINES)).isEmpty();
  }

  @Test
  void everyMethodFitsAScreen() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      var files = manager.getJavaFileObjectsFromPaths(javaSources().toList());
      var task = (JavacTask) compiler.getTask(null, manager, null, null, null, files);
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      var tooLong = new ArrayList<String>();
      for (CompilationUnitTree unit : task.parse()) {
        for (MethodTree method : methods(unit)) {
          long first = positions.getStartPosition(unit, method);
          long last = positions.getEndPosition(unit, method);
          long lines =
              unit.getLineMap().getLineNumber(last) - unit.getLineMap().getLineNumber(first) + 1;
          if (lines > MAX_METHOD_LINES) {
            tooLong.add(unit.getSourceFile().getName() + " " + method.getName() + ": " + lines);
          }
        }
      }
      assertThat(tooLong).isEmpty();
    }
  }

  /// Of nested and anonymous classes too.
  private static List<MethodTree> methods(CompilationUnitTree unit) {
    var found = new ArrayList<MethodTree>();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
        found.add(method);
        return super.visitMethod(method, null);
      }
    }.scan(unit, null);
    return found;
  }

  @Test
  void everyFunctionInCFitsAScreen() {
    var tooLong = new ArrayList<String>();
    for (Path file : sources().filter(path -> path.toString().endsWith(".c")).toList()) {
      List<String> lines = lines(file);
      int start = 0;
      for (int at = 0; at < lines.size(); at++) {
        if (lines.get(at).isEmpty() && !lines.get(Math.max(0, at - 1)).startsWith(" ")) {
          start = at + 1;
        }
        if (lines.get(at).equals("}") && at - start + 1 > MAX_METHOD_LINES) {
          tooLong.add(file + ":" + (start + 1));
        }
      }
    }
    assertThat(tooLong).isEmpty();
  }

  @Test
  void everyPackageSaysWhatItIsAboutAndIsNullMarked() {
    var packages = javaSources().map(Path::getParent).distinct().toList();
    assertThat(packages)
        .allSatisfy(folder ->
            assertThat(Files.readString(folder.resolve("package-info.java")))
                .startsWith("///")
                .contains("@NullMarked"));
  }

  @Test
  void namesSayWhatTheThingIs() {
    assertThat(sources().map(Path::toString))
        .noneMatch(name -> VAGUE.matcher(name).matches() || UNCLEAR_NAME.matcher(name).matches());
  }

  @Test
  void nothingIsPutOffWithoutAnIssue() {
    assertThat(sources())
        .allSatisfy(file ->
            assertThat(lines(file))
                .noneMatch(line -> line.contains("TODO") || line.contains("FIXME")));
  }

  private static Stream<Path> javaSources() {
    return sources().filter(file -> file.toString().endsWith(".java"));
  }

  private static Stream<Path> sources() {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().matches(".*/src/main/java/.*\\.java|.*/native/.*\\.[ch]"))
          .filter(file -> !file.toString().contains("/target/"))
          .toList()
          .stream();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
