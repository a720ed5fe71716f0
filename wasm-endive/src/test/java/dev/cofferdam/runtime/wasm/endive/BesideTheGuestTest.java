package dev.cofferdam.runtime.wasm.endive;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// What is in the JVM beside a guest, and what of this module is in the engine's.
class BesideTheGuestTest {
  private static final JavaClasses MODULE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.cofferdam.runtime.wasm.endive");

  /// The engine is not on the class path of a guest's JVM.
  @Test
  void onlyTheDoorToTheEngineKnowsIt() {
    noClasses()
        .that()
        .doNotHaveSimpleName("Endive")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("dev.cofferdam..")
                .and(resideOutsideOfPackage("dev.cofferdam.runtime.wasm.endive..")))
        .check(MODULE);
  }

  /// Of quickjs4j the compiled module alone, not its bridge between JavaScript and Java; and not
  /// Endive's WASI, which leads to the host's files.
  @Test
  void theGuestIsGivenNoBridge() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("io.roastedroot..", "run.endive.wasi..")
                .and(JavaClass.Predicates.simpleName("JavyPluginModule").negate()))
        .check(MODULE);
  }

  /// No way to start a process, to open a socket or to look into objects.
  @Test
  void nothingBesideTheGuestStartsProcessesOrLooksIntoObjects() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "java.net..", "java.lang.reflect..", "java.lang.foreign..", "javax.script.."))
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(ProcessBuilder.class)
        .check(
            MODULE.that(JavaClass.Predicates.simpleName("Endive").negate().as("beside the guest")));
  }

  /// What is left behind is read line by line, and a report is the guest's own text.
  @Test
  void aReportIsOneLine() {
    var conversation = new Conversation("{}");
    conversation.ask("report", "{}\rrefused 9\nmemory 9\u2028exit 0");
    assertThat(conversation.reports()).singleElement().asString().doesNotContainPattern("\\R");
  }
}
