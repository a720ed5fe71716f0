package dev.cofferdam.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The house's rules as a test (CONTRIBUTING.md says why).
class TidyTest {
  private static final int MAX_FILE_LINES = 400;
  private static final int MAX_METHOD_LINES = 70;
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern VAGUE =
      Pattern.compile(".*/(util|utils|common|impl|helper|helpers|misc|manager)/.*");
  private static final Pattern UNCLEAR_NAME =
      Pattern.compile(".*(Util|Utils|Helper|Manager|Impl)\\.java");
  private static final Pattern METHOD_START =
      Pattern.compile("^  (?! )(?!.*\\b(class|interface|record|enum)\\b)[^/*@}].*\\{$");

  @Test
  void noFileIsLongerThanItsReasonToExist() {
    assertThat(sources().filter(file -> lines(file).size() > MAX_FILE_LINES)).isEmpty();
  }

  @Test
  void everyMethodFitsAScreen() {
    var tooLong = new ArrayList<String>();
    for (Path file : javaSources().toList()) {
      List<String> lines = lines(file);
      for (int start = 0; start < lines.size(); start++) {
        if (METHOD_START.matcher(lines.get(start)).matches()) {
          int end = start;
          while (end < lines.size() && !lines.get(end).equals("  }")) {
            end++;
          }
          if (end - start > MAX_METHOD_LINES) {
            tooLong.add(file.getFileName() + ":" + (start + 1));
          }
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
