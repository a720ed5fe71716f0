package dev.cofferdam.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.FileDescriptor;
import org.junit.jupiter.api.Test;

class ArrowsTest {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.cofferdam");

  private static final DescribedPredicate<JavaClass> IN_THE_CLI =
      resideInAPackage("dev.cofferdam.cli..");

  private static final DescribedPredicate<JavaClass> OFFERED_TO_SURFACES =
      resideInAnyPackage(
          "dev.cofferdam",
          "dev.cofferdam.run..",
          "dev.cofferdam.sandbox..",
          "dev.cofferdam.error..",
          "dev.cofferdam.ledger..",
          "dev.cofferdam.inspect..",
          "dev.cofferdam.diagnosis..",
          "dev.cofferdam.doctor..",
          "dev.cofferdam.text..",
          "dev.cofferdam.runtime.wasm.endive..");

  @Test
  void theCommandLineKnowsNeitherTheHostNorARuntime() {
    noClasses()
        .that(IN_THE_CLI)
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.cofferdam..")
                .and(DescribedPredicate.not(IN_THE_CLI))
                .and(DescribedPredicate.not(OFFERED_TO_SURFACES)))
        .check(ALL);
  }

  @Test
  void theEngineDoesNotKnowTheCommandLine() {
    noClasses()
        .that(DescribedPredicate.not(IN_THE_CLI))
        .should()
        .dependOnClassesThat(IN_THE_CLI)
        .check(ALL);
  }

  @Test
  void ofTheSpareEngineOnlyItsDoorIsKnown() {
    noClasses()
        .that(IN_THE_CLI)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "run.endive..", "io.roastedroot..", "dev.cofferdam.runtime.wasm.endive..")
                .and(DescribedPredicate.not(JavaClass.Predicates.simpleName("Endive"))))
        .check(ALL);
  }

  @Test
  void onlyTheConsoleWritesToTheProcesssStreams() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(Console.class.getName())
        // It is in another process, whose streams are the program's.
        .and()
        .doNotHaveFullyQualifiedName("dev.cofferdam.runtime.wasm.endive.Conversation")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .accessField(FileDescriptor.class, "out")
        .orShould()
        .accessField(FileDescriptor.class, "err")
        .check(ALL);
  }
}
