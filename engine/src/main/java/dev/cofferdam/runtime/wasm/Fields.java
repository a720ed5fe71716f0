package dev.cofferdam.runtime.wasm;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The payload of a record between us and the worker (`native/wasm-worker/README.md`): fields of a
/// tag and its bytes, one after the other. What comes in is read with every length checked.
final class Fields {
  private static final int HEADER_BYTES = 8;

  private final List<Field> fields;

  private Fields(List<Field> fields) {
    this.fields = fields;
  }

  /// One of them.
  private record Field(int tag, ByteBuffer value) {}

  /// Reads a payload.
  ///
  /// @return empty when a length leads out of it
  static Optional<Fields> parse(byte[] payload) {
    ByteBuffer rest = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
    var fields = new ArrayList<Field>();
    while (rest.hasRemaining()) {
      if (rest.remaining() < HEADER_BYTES) {
        return Optional.empty();
      }
      int tag = Short.toUnsignedInt(rest.getShort());
      int zero = rest.getShort();
      int length = rest.getInt();
      if (zero != 0 || length < 0 || length > rest.remaining()) {
        return Optional.empty();
      }
      fields.add(
          new Field(tag, rest.slice(rest.position(), length).order(ByteOrder.LITTLE_ENDIAN)));
      rest.position(rest.position() + length);
    }
    return Optional.of(new Fields(List.copyOf(fields)));
  }

  /// The first number of a tag; 0 where there is none.
  int number(int tag) {
    return find(tag)
        .filter(value -> value.remaining() >= 4)
        .map(value -> value.getInt(0))
        .orElse(0);
  }

  /// The long numbers of a tag, as many as are asked for; 0 for those that are not there.
  long[] numbers(int tag, int count) {
    var numbers = new long[count];
    find(tag)
        .ifPresent(value -> {
          for (int index = 0; index < count && value.remaining() >= 8 * (index + 1); index++) {
            numbers[index] = Math.max(0, value.getLong(8 * index));
          }
        });
    return numbers;
  }

  /// Whether there is a field of that tag.
  boolean has(int tag) {
    return find(tag).isPresent();
  }

  /// The first text of a tag; empty text where there is none.
  String text(int tag) {
    return texts(tag).stream().findFirst().orElse("");
  }

  /// Every text of a tag.
  List<String> texts(int tag) {
    return fields.stream()
        .filter(field -> field.tag() == tag)
        .map(field -> StandardCharsets.UTF_8.decode(field.value().duplicate()).toString())
        .toList();
  }

  private Optional<ByteBuffer> find(int tag) {
    return fields.stream().filter(field -> field.tag() == tag).map(Field::value).findFirst();
  }

  /// Puts a payload together.
  static final class Writer {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Writer text(int tag, String text) {
      return field(tag, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Long numbers, one after the other.
    Writer numbers(int tag, long... numbers) {
      ByteBuffer value = ByteBuffer.allocate(8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
      for (long number : numbers) {
        value.putLong(number);
      }
      return field(tag, value.array());
    }

    /// Two short ones.
    Writer pair(int tag, int first, int second) {
      return field(
          tag,
          ByteBuffer.allocate(8)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putInt(first)
              .putInt(second)
              .array());
    }

    Writer field(int tag, byte[] value) {
      bytes.writeBytes(
          ByteBuffer.allocate(HEADER_BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putShort((short) tag)
              .putShort((short) 0)
              .putInt(value.length)
              .array());
      bytes.writeBytes(value);
      return this;
    }

    byte[] payload() {
      return bytes.toByteArray();
    }
  }
}
