package dev.cofferdam.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.error.CofferdamException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxSpecTest {
  private static final SandboxSpec SPEC = SandboxSpec.of(new Program.Command(List.of("true")));

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "../x", "a\0b"})
  void aScriptsNameIsAPlainFileName(String name) {
    assertThatThrownBy(() -> new Program.Script(name, Bytes.EMPTY, List.of("sh"), List.of()))
        .isInstanceOf(CofferdamException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "data", "/a/../b", "/a/", "/a//b", "/./a"})
  void aDestinationIsAnAbsoluteNormalPath(String destination) {
    assertThatThrownBy(() -> new MountSpec(Path.of("/tmp"), destination, MountSpec.Mode.RO))
        .isInstanceOf(CofferdamException.class);
  }

  @Test
  void rootInsideIsRefused() {
    assertThatThrownBy(() -> new SandboxSpec.User(0, 1000)).isInstanceOf(CofferdamException.class);
    assertThatThrownBy(() -> new SandboxSpec.User(1000, 0)).isInstanceOf(CofferdamException.class);
  }

  @Test
  void environmentsAreWellFormed() {
    assertThatThrownBy(() -> SPEC.withEnvironment(Map.of("A=B", "x")))
        .isInstanceOf(CofferdamException.class);
    assertThatThrownBy(() -> SPEC.withEnvironment(Map.of("A", "x\0y")))
        .isInstanceOf(CofferdamException.class);
    assertThatCode(() -> SPEC.withEnvironment(Map.of("A", "x=y\n"))).doesNotThrowAnyException();
  }

  @Test
  void idsHaveTheOneForm() {
    assertThat(SandboxId.random().value()).matches("[a-z][a-z0-9]{20}");
    for (String bad : List.of("", "../../etc", "A".repeat(21), "a".repeat(20), "a".repeat(22))) {
      assertThatThrownBy(() -> new SandboxId(bad)).isInstanceOf(CofferdamException.class);
    }
  }
}
