package dev.cofferdam.cli;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.inspect.InspectionJson;
import dev.cofferdam.text.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A text with places for values: of Go's templates, what most people use of them. `{{.A.B}}` is
/// the value at a path, `{{json .A.B}}` the same as JSON, `{{.}}` all of it; nothing else.
///
/// @param parts texts and places in their order
record Template(List<Part> parts) {
  private static final Pattern PLACE =
      Pattern.compile("\\{\\{\\s*(json\\s+)?\\.([A-Za-z0-9_.]*)\\s*}}");
  private static final String OPEN = "{{";

  /// As Go has it.
  private static final String NO_VALUE = "<no value>";

  /// A part of it.
  sealed interface Part {
    /// Text to be printed as it is.
    record Text(String text) implements Part {}

    /// A place for a value.
    ///
    /// @param json whether as JSON
    /// @param path its names from the top; none for all of it
    record Place(boolean json, List<String> path) implements Part {}
  }

  /// Reads it.
  ///
  /// @throws CofferdamException when there is something in braces that is no place
  static Template parse(String text) {
    var parts = new ArrayList<Part>();
    Matcher place = PLACE.matcher(text);
    int end = 0;
    while (place.find()) {
      parts.add(new Part.Text(plain(text.substring(end, place.start()))));
      String path = place.group(2);
      parts.add(
          new Part.Place(
              place.group(1) != null,
              path.isEmpty() ? List.of() : Arrays.asList(path.split("\\.", -1))));
      end = place.end();
    }
    parts.add(new Part.Text(plain(text.substring(end))));
    return new Template(List.copyOf(parts));
  }

  private static String plain(String text) {
    int open = text.indexOf(OPEN);
    if (open >= 0) {
      throw CofferdamException.invalid(
          "not understood in the format: " + Printable.of(text.substring(open), 60),
          "write {{.Path.To.Value}} or {{json .Path.To.Value}}");
    }
    return text;
  }

  /// The text with its values.
  ///
  /// @throws CofferdamException when there is nothing at a path
  String apply(Map<String, @Nullable Object> tree) {
    var text = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Part.Text(String words) -> text.append(words);
        case Part.Place(boolean json, List<String> path) -> {
          Object value = at(tree, path);
          text.append(json ? InspectionJson.line(value) : shown(value));
        }
      }
    }
    return text.toString();
  }

  private static String shown(@Nullable Object value) {
    return switch (value) {
      case null -> NO_VALUE;
      case Map<?, ?> object -> InspectionJson.line(object);
      case List<?> list -> InspectionJson.line(list);
      default -> Printable.of(value.toString());
    };
  }

  private static @Nullable Object at(Map<String, @Nullable Object> tree, List<String> path) {
    Object value = tree;
    for (int depth = 0; depth < path.size(); depth++) {
      if (value == null) {
        return null;
      }
      // The kernel's names of limits have dots in them.
      String rest = String.join(".", path.subList(depth, path.size()));
      if (value instanceof Map<?, ?> object && object.containsKey(rest)) {
        return object.get(rest);
      }
      String name = path.get(depth);
      if (!(value instanceof Map<?, ?> object) || !object.containsKey(name)) {
        throw nothing(path.subList(0, depth), name, value);
      }
      value = object.get(name);
    }
    return value;
  }

  private static CofferdamException nothing(List<String> above, String name, Object value) {
    String place = "." + String.join(".", above);
    return CofferdamException.invalid(
        "there is no '%s' in %s".formatted(name, place),
        value instanceof Map<?, ?> object
            ? "there are: "
                + String.join(", ", object.keySet().stream().map(String::valueOf).toList())
            : place + " has no parts");
  }
}
