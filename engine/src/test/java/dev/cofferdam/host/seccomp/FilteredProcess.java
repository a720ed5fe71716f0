package dev.cofferdam.host.seccomp;

import dev.cofferdam.host.Call;
import dev.cofferdam.host.Descriptor;
import dev.cofferdam.host.Kernel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program under the compiled filter, started as `init` starts one: as an ordinary user, with
/// no-new-privileges, the filter installed last. A small C program stands in for `init`; it is also
/// the program that makes single calls by number.
record FilteredProcess(Process process, Descriptor listener) {
  private static final String SOURCE =
      """
      #define _GNU_SOURCE
      #include <errno.h>
      #include <fcntl.h>
      #include <grp.h>
      #include <linux/filter.h>
      #include <linux/seccomp.h>
      #include <stdio.h>
      #include <stdlib.h>
      #include <string.h>
      #include <sys/prctl.h>
      #include <sys/syscall.h>
      #include <sys/wait.h>
      #include <time.h>
      #include <unistd.h>

      /* FILE COMMAND...: installs the filter, says the listener's number, waits for a byte. */
      static int filter(char **argv)
      {
          static struct sock_filter code[4096];
          int file = open(argv[0], O_RDONLY);
          struct sock_fprog program = {.filter = code};
          program.len = (unsigned short)(read(file, code, sizeof code) / sizeof code[0]);
          close(file);
          if (getuid() == 0 && (setgroups(0, NULL) || setresgid(1000, 1000, 1000) ||
                                setresuid(1000, 1000, 1000)))
              return 99;
          prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
          long fd = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
                            SECCOMP_FILTER_FLAG_NEW_LISTENER | (1UL << 5), &program);
          if (fd < 0) {
              perror("seccomp");
              return 98;
          }
          char line[32];
          int length = snprintf(line, sizeof line, "%ld\\n", fd);
          if (write(1, line, length) != length || read(0, line, 1) != 1)
              return 97;
          close((int)fd);
          execvp(argv[1], argv + 1);
          perror(argv[1]);
          return 96;
      }

      static long word(const char *text) { return (long)strtoull(text, NULL, 0); }

      /* ARCH NUMBER WORD...: makes the call, prints what the kernel returned. */
      static int call(char **argv)
      {
          long nr = word(argv[1]), a[6] = {0}, result;
          char path[] = "made";
          for (int i = 0; argv[2 + i] && i < 6; i++)
              a[i] = strcmp(argv[2 + i], "PATH") ? word(argv[2 + i]) : (long)path;
          if (strcmp(argv[0], "i386") == 0) {
              __asm__ volatile("int $0x80" : "=a"(result)
                               : "a"(nr), "b"(a[0]), "c"(a[1]), "d"(a[2]), "S"(a[3]), "D"(a[4])
                               : "r8", "r9", "r10", "r11", "memory");
              result = (int)result;
          } else {
              if (strcmp(argv[0], "x32") == 0)
                  nr |= 0x40000000;
              register long r10 __asm__("r10") = a[3], r8 __asm__("r8") = a[4], r9 __asm__("r9") = a[5];
              __asm__ volatile("syscall" : "=a"(result)
                               : "a"(nr), "D"(a[0]), "S"(a[1]), "d"(a[2]), "r"(r10), "r"(r8), "r"(r9)
                               : "rcx", "r11", "memory");
          }
          printf("%ld\\n", result);
          return 0;
      }

      /* NUMBER SECONDS PROCESSES: floods, prints how many calls were made. */
      static int flood(char **argv)
      {
          int pipes[2];
          unsigned long total = 0, one;
          if (pipe(pipes))
              return 95;
          for (int i = 0; i < atoi(argv[2]); i++) {
              if (fork() == 0) {
                  time_t end = time(NULL) + atoi(argv[1]);
                  for (one = 0; time(NULL) < end; one++)
                      syscall(word(argv[0]), 0, 0, 0, 0, 0, 0);
                  return write(pipes[1], &one, sizeof one) != sizeof one;
              }
          }
          close(pipes[1]);
          while (read(pipes[0], &one, sizeof one) == sizeof one)
              total += one;
          while (wait(NULL) > 0)
              ;
          printf("%lu\\n", total);
          return 0;
      }

      int main(int argc, char **argv)
      {
          (void)argc;
          if (strcmp(argv[1], "filter") == 0)
              return filter(argv + 2);
          if (strcmp(argv[1], "call") == 0)
              return call(argv + 2);
          return flood(argv + 2);
      }
      """;

  /// What a command left behind.
  record Outcome(int status, String output, List<RefusedCall> refused) {
    List<RefusedCall> withoutProbes() {
      return refused.stream().filter(call -> !call.probe()).toList();
    }
  }

  /// Compiles the C program into a directory that every user can enter.
  ///
  /// @return its path
  static Path build(Path directory) throws Exception {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path source = Files.writeString(directory.resolve("harness.c"), SOURCE);
    Path program = directory.resolve("harness");
    Process compiler =
        new ProcessBuilder(
                "cc", "-O1", "-w", "-static", "-o", program.toString(), source.toString())
            .inheritIO()
            .start();
    if (compiler.waitFor() != 0) {
      throw new IllegalStateException("cc failed");
    }
    Files.write(directory.resolve("filter"), SeccompFilter.compile(SeccompPolicy.standard()));
    return program;
  }

  /// Gives a directory to the user that the command runs as.
  static void handOver(Path workplace) throws IOException {
    if (Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
      Files.setAttribute(workplace, "unix:uid", 1000);
    }
  }

  /// Starts a command under the filter; it waits in front of its execve until [#go].
  static FilteredProcess start(Path harness, Path workplace, List<String> command)
      throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of(harness.toString(), "filter", harness.resolveSibling("filter").toString()));
    all.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(all).directory(workplace.toFile()).redirectErrorStream(true);
    builder.environment().keySet().retainAll(List.of());
    builder.environment().put("PATH", "/usr/local/bin:/usr/bin:/bin");
    builder.environment().put("HOME", workplace.toString());
    builder.environment().put("LANG", "C.UTF-8");
    Process process = builder.start();
    int remote = Integer.parseInt(firstLine(process.getInputStream()));
    try (Descriptor pidfd = new Descriptor(Kernel.call(Call.PIDFD_OPEN, process.pid(), 0))) {
      return new FilteredProcess(
          process, new Descriptor(Kernel.call(Call.PIDFD_GETFD, pidfd.number(), remote, 0)));
    }
  }

  /// Runs a command under the filter with a listener to its end.
  static Outcome run(Path harness, Path workplace, List<String> command) throws Exception {
    FilteredProcess started = start(harness, workplace, command);
    try (RefusalListener listener =
        RefusalListener.start(started.listener, SeccompPolicy.standard(), _ -> {})) {
      started.go();
      String output = started.output();
      if (!started.process.waitFor(60, TimeUnit.SECONDS)
          || !listener.awaitEnd(Duration.ofSeconds(5))) {
        started.process.destroyForcibly();
        throw new IllegalStateException(command + " did not end: " + output);
      }
      return new Outcome(started.process.exitValue(), output, listener.snapshot());
    }
  }

  void go() throws IOException {
    try (OutputStream input = process.getOutputStream()) {
      input.write('g');
    }
  }

  String output() throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String firstLine(InputStream stream) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = stream.read(); c != '\n'; c = stream.read()) {
      if (c < 0) {
        throw new IllegalStateException("the harness said: " + line);
      }
      line.append((char) c);
    }
    return line.toString();
  }
}
