package dev.cofferdam.runtime.oci;

import dev.cofferdam.sandbox.Bytes;
import dev.cofferdam.sandbox.SandboxSpec;
import dev.cofferdam.sandbox.TerminalSize;
import dev.cofferdam.sandbox.Ulimit;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// What `init` is told before it becomes the program (wire format: `native/init/README.md`).
final class LaunchRequest {
  private static final int MAGIC = 0x31444643;
  private static final int TERMINAL = 1;
  private static final int SUPERVISE = 2;
  private static final int LISTENER = 4;
  private static final int INSIDE = 8;
  private static final int UMASK = 022;
  private static final int FILTER_INSTRUCTION_BYTES = 8;

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  private LaunchRequest() {}

  /// The request as bytes.
  ///
  /// @param ulimits every resource limit of the program
  /// @param environment its whole environment
  /// @param filter the seccomp filter as `struct sock_filter[]`
  static byte[] encode(
      SandboxSpec spec, List<Ulimit> ulimits, Map<String, String> environment, Bytes filter) {
    int terminal = spec.terminal().isPresent() ? TERMINAL : 0;
    return encode(LISTENER | terminal, spec, ulimits, environment, filter);
  }

  /// As [#encode], for a kernel without listeners, where the runtime makes the terminal and sets
  /// the resource limits.
  static byte[] unheard(SandboxSpec spec, Map<String, String> environment, Bytes filter) {
    return encode(0, spec, List.of(), environment, filter);
  }

  private static byte[] encode(
      int flags,
      SandboxSpec spec,
      List<Ulimit> ulimits,
      Map<String, String> environment,
      Bytes filter) {
    var request = new LaunchRequest();
    TerminalSize size = spec.terminal().orElse(new TerminalSize(0, 0));
    request.word(INSIDE | flags | (spec.supervised() ? SUPERVISE : 0));
    request.word(UMASK);
    request.half(size.columns());
    request.half(size.rows());
    request.word(ulimits.size());
    for (Ulimit ulimit : ulimits) {
      request.word(ulimit.resource());
      request.longWord(ulimit.soft());
      request.longWord(ulimit.hard());
    }
    request.word(filter.length() / FILTER_INSTRUCTION_BYTES);
    request.body.writeBytes(filter.toArray());
    request.text(spec.workdir());
    request.word(spec.program().argv().size());
    spec.program().argv().forEach(request::text);
    request.word(environment.size());
    environment.forEach((name, value) -> request.text(name + "=" + value));
    byte[] bytes = request.body.toByteArray();
    return ByteBuffer.allocate(8 + bytes.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(MAGIC)
        .putInt(bytes.length)
        .put(bytes)
        .array();
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    word(bytes.length);
    body.writeBytes(bytes);
  }

  private void half(int value) {
    body.write(value);
    body.write(value >> 8);
  }

  private void word(int value) {
    half(value);
    half(value >> 16);
  }

  private void longWord(long value) {
    word((int) value);
    word((int) (value >> 32));
  }
}
