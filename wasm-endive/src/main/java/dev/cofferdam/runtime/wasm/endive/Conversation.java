package dev.cofferdam.runtime.wasm.endive;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;

/// All that a guest can ask of its process: the request, its three streams, a clock, random bytes,
/// a pause, and to report and to end. Texts that stand for bytes have one character for each.
final class Conversation implements Door {
  private static final int MAX_REPORTS = 64;
  private static final int MAX_REPORT = 2048;
  private static final int MAX_RANDOM = 1 << 16;
  private static final int MAX_PIECE = 1 << 16;

  private final String request;
  private final FileInputStream stdin = new FileInputStream(FileDescriptor.in);
  private final FileOutputStream stdout = new FileOutputStream(FileDescriptor.out);
  private final FileOutputStream stderr = new FileOutputStream(FileDescriptor.err);
  private final SecureRandom random = new SecureRandom();
  private final List<String> reports = new ArrayList<>();
  private OptionalInt exitCode = OptionalInt.empty();
  private String failure = "";

  /// @param request the program, as the guest's JavaScript takes it
  Conversation(String request) {
    this.request = request;
  }

  /// With what it ended, when it did.
  OptionalInt exitCode() {
    return exitCode;
  }

  /// Why the guest's own JavaScript could not go on.
  String failure() {
    return failure;
  }

  /// What it told, a JSON object each.
  List<String> reports() {
    return List.copyOf(reports);
  }

  @Override
  public String ask(String name, String text) {
    return switch (name) {
      case "request" -> request;
      case "stdin" -> read(number(text, MAX_PIECE));
      case "stdout" -> write(stdout, text);
      case "stderr" -> write(stderr, text);
      case "clock" -> Long.toString(System.nanoTime());
      case "random" -> random(number(text, MAX_RANDOM));
      case "sleep" -> pause(number(text, Integer.MAX_VALUE));
      case "report" -> report(text);
      case "exit" -> leave(number(text, 255));
      case "failed" -> fail(text);
      case "stuck" -> fail("the program waits for what never comes");
      default -> throw new IllegalStateException("the guest asked for what there is not");
    };
  }

  private static int number(String text, int most) {
    return Math.clamp(Long.parseLong(text), 0, most);
  }

  private String read(int most) {
    try {
      byte[] bytes = new byte[Math.max(1, most)];
      int count = stdin.read(bytes);
      return count <= 0 ? "" : new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
    } catch (IOException closed) {
      return "";
    }
  }

  private static String write(FileOutputStream stream, String text) {
    try {
      stream.write(text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException nobodyReads) {
      // No error of the program's.
    }
    return "";
  }

  private String random(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static String pause(int milliseconds) {
    try {
      Thread.sleep(milliseconds);
      return "";
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private String report(String text) {
    if (reports.size() < MAX_REPORTS && text.length() <= MAX_REPORT) {
      // Else one would be several lines of what this process leaves, and pass for its own.
      reports.add(text.replaceAll("\\R", " "));
    }
    return "";
  }

  private String leave(int code) {
    exitCode = OptionalInt.of(code);
    throw new Leave();
  }

  private String fail(String text) {
    failure = text;
    throw new Leave();
  }

  /// Says something on the program's standard error, as its interpreter would.
  void complain(String line) {
    write(stderr, line + "\n");
  }
}
