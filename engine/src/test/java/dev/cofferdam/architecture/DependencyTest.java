package dev.cofferdam.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The arrows of ARCHITECTURE.md: they go down only.
class DependencyTest {
  private static final JavaClasses ENGINE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.cofferdam");

  @Test
  void packagesFormNoCycle() {
    slices().matching("dev.cofferdam.(**)").should().beFreeOfCycles().check(ENGINE);
  }

  @Test
  void onlyHostTouchesForeignMemory() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.cofferdam.host..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.foreign..")
        .check(ENGINE);
  }

  @Test
  void hostKnowsNothingAboveIt() {
    noClasses()
        .that()
        .resideInAPackage("dev.cofferdam.host..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.cofferdam",
            "dev.cofferdam.run..",
            "dev.cofferdam.runtime..",
            "dev.cofferdam.diagnosis..",
            "dev.cofferdam.ledger..",
            "dev.cofferdam.inspect..",
            "dev.cofferdam.image..",
            "dev.cofferdam.sandbox..",
            "dev.cofferdam.doctor..")
        .check(ENGINE);
  }

  @Test
  void nounsAndDiagnosisDoNotReachTheHost() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.cofferdam.sandbox..", "dev.cofferdam.diagnosis..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.cofferdam.host..", "dev.cofferdam.runtime..")
        .check(ENGINE);
  }

  @Test
  void onlyTheFrontDoorNamesARuntimesClass() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.cofferdam", "dev.cofferdam.runtime.oci..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.cofferdam.runtime.oci..")
        .check(ENGINE);
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.cofferdam", "dev.cofferdam.runtime.wasm..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.cofferdam.runtime.wasm..")
        .check(ENGINE);
  }

  @Test
  void noEngineForWebAssemblyIsKnownByItsClasses() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "run.endive..", "io.roastedroot..", "dev.cofferdam.runtime.wasm.endive..")
        .check(ENGINE);
  }

  @Test
  void nothingInTheEngineWritesToTheTerminal() {
    noClasses().should().accessField(System.class, "out").check(ENGINE);
    noClasses().should().accessField(System.class, "err").check(ENGINE);
  }
}
