package dev.cofferdam.runtime.wasm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a process does at this moment, as the kernel says (proc_pid_stat(5)).
///
/// @param letter of its state; a blank where there is no such process
record ProcessState(char letter) {
  static ProcessState of(int pid) {
    try {
      String stat =
          new String(
              Files.readAllBytes(Path.of("/proc", Integer.toString(pid), "stat")),
              StandardCharsets.ISO_8859_1);
      // The name before it may have parentheses of its own.
      return new ProcessState(stat.charAt(stat.lastIndexOf(')') + 2));
    } catch (IOException | IndexOutOfBoundsException gone) {
      return new ProcessState(' ');
    }
  }

  boolean isStopped() {
    return letter == 'T' || letter == 't';
  }

  boolean isUninterruptible() {
    return letter == 'D';
  }
}
