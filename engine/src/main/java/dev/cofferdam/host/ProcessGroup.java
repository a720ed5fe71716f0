package dev.cofferdam.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A program of the host's with all that it starts, in a session of its own (setsid(1)), so that
/// all of it can be ended at once: a build, whose compilers would go on by themselves.
public final class ProcessGroup {
  private static final int SIGTERM = 15;
  private static final int SIGKILL = 9;
  private static final Duration TIDYING = Duration.ofSeconds(2);

  private final Process leader;
  private final boolean group;
  private volatile boolean ended;

  private ProcessGroup(Process leader, boolean group) {
    this.leader = leader;
    this.group = group;
  }

  /// Starts a program with our environment, in the root directory and without input: what lies in
  /// the caller's directory may be somebody else's.
  ///
  /// @throws IOException when it cannot be started
  public static ProcessGroup start(List<String> command) throws IOException {
    List<String> leads =
        Stream.of("/usr/bin/setsid", "/bin/setsid").filter(ProcessGroup::isThere).limit(1).toList();
    var words = new ArrayList<>(leads);
    words.addAll(command);
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.directory(Path.of("/").toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    return new ProcessGroup(builder.start(), !leads.isEmpty());
  }

  private static boolean isThere(String program) {
    return Files.isExecutable(Path.of(program));
  }

  /// Waits for its end, which an interrupt brings about as [#end()] does.
  ///
  /// @param line takes each line that it prints
  /// @return its exit status
  public int await(Consumer<String> line) throws InterruptedException {
    Thread reader = Thread.ofVirtual().start(() -> read(line));
    try {
      int status = leader.waitFor();
      reader.join(TIDYING);
      return status;
    } finally {
      if (leader.isAlive()) {
        end();
      }
    }
  }

  private void read(Consumer<String> line) {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(leader.getInputStream(), StandardCharsets.UTF_8))) {
      for (String said = lines.readLine(); said != null; said = lines.readLine()) {
        line.accept(said);
      }
    } catch (IOException closed) {
      // It has ended.
    }
  }

  /// Ends it with all that it started: what does not tidy up within 2 s is killed.
  public void end() {
    ended = true;
    signal(SIGTERM);
    boolean interrupted = Thread.interrupted();
    try {
      leader.waitFor(TIDYING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException again) {
      interrupted = true;
    }
    signal(SIGKILL);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether somebody ended it before it was done.
  public boolean wasEnded() {
    return ended;
  }

  private void signal(int number) {
    // The group's number stays taken as long as one of it lives, and is given to nobody right
    // after.
    if (group) {
      Kernel.attempt(Call.KILL, -leader.pid(), number);
    } else {
      leader.descendants().forEach(ProcessHandle::destroyForcibly);
      leader.destroyForcibly();
    }
  }
}
