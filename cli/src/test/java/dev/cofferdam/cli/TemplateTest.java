package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.error.CofferdamException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
  private static final Map<String, @Nullable Object> TREE = tree();

  private static Map<String, @Nullable Object> tree() {
    var tree = new LinkedHashMap<String, @Nullable Object>();
    tree.put("Name", null);
    tree.put("Host", Map.of("Runtime", "run\u001b\"c", "Memory", 128L, "Yes", true));
    tree.put("Limits", Map.of("memory.max", "1"));
    tree.put("List", List.of("a", "b"));
    return tree;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{{.Host.Runtime}} | run\\x1b\"c",
        "{{json .Host.Runtime}} | \"run\\u001B\\\"c\"",
        "'a {{ .Host.Memory }} b {{.Host.Yes}}' | 'a 128 b true'",
        "{{.Limits.memory.max}} | 1",
        "{{.Name}} | <no value>",
        "{{.Name.More}} | <no value>",
        "{{json .Name}} | null",
        "{{.List}} | [\"a\",\"b\"]",
        "{{json .Limits}} | {\"memory.max\":\"1\"}",
        "plain | plain",
      })
  void valuesStandInTheirPlaces(String template, String shown) {
    assertThat(Template.parse(template).apply(TREE)).isEqualTo(shown);
  }

  @Test
  void aPointIsAllOfIt() {
    assertThat(Template.parse("{{json .}}").apply(TREE))
        .startsWith("{\"Name\":null,\"Host\":{")
        .isEqualTo(Template.parse("{{.}}").apply(TREE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{{range .List}}", "{{.A", "{{", "{{A}}", "{{.Host | json}}", "{{json}}"})
  void whatIsNotUnderstoodIsRefused(String template) {
    assertThatThrownBy(() -> Template.parse(template))
        .isInstanceOf(CofferdamException.class)
        .hasMessageContaining("not understood");
  }

  @ParameterizedTest
  @CsvSource({
    "{{.Hots}}, there is no 'Hots' in .",
    "{{.Host.runtime}}, there is no 'runtime' in .Host",
    "{{.Host.Memory.X}}, there is no 'X' in .Host.Memory",
    "{{.Host..Memory}}, there is no '' in .Host",
    "{{.List.a}}, there is no 'a' in .List",
  })
  void aPathThatLeadsNowhereIsRefused(String template, String message) {
    assertThatThrownBy(() -> Template.parse(template).apply(TREE))
        .isInstanceOf(CofferdamException.class)
        .hasMessage(message);
  }
}
