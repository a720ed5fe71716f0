package dev.cofferdam.runtime.oci;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.host.Channel;
import dev.cofferdam.host.ChildProcess;
import dev.cofferdam.host.Descriptor;
import dev.cofferdam.host.KernelException;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Our end of the watchdog, the native process that starts the runtime, is the parent of the
/// sandbox's PID 1, and kills the sandbox when we die or its deadline passes (design, section 4).
///
/// Used by one thread, but for [#deadline], which only sends.
final class Watchdog implements AutoCloseable {
  private static final int RUNTIME_EXITED = 10;
  private static final int STARTED = 11;
  private static final int EXITED = 12;
  private static final int GONE = 13;
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Channel control;
  private final ChildProcess process;

  private Watchdog(Channel control, ChildProcess process) {
    this.control = control;
    this.process = process;
  }

  /// What to start and to watch.
  ///
  /// @param creation time for the runtime to make the sandbox
  /// @param pidFile where the runtime writes the pid of PID 1
  /// @param cgroups to kill and to remove
  /// @param join cgroups that the runtime itself belongs to
  /// @param runtime its command line
  record Order(
      Duration creation, Path pidFile, List<Path> cgroups, List<Path> join, List<String> runtime) {
    private List<String> arguments() {
      var arguments = new ArrayList<>(List.of("cofferdam-init", "watchdog"));
      arguments.addAll(List.of("--deadline-ms", Long.toString(creation.toMillis())));
      arguments.addAll(List.of("--pid-file", pidFile.toString()));
      cgroups.forEach(path -> arguments.addAll(List.of("--cgroup", path.toString())));
      join.forEach(path -> arguments.addAll(List.of("--join", path.toString())));
      arguments.add("--");
      arguments.addAll(runtime);
      return arguments;
    }
  }

  /// Starts it, in the namespaces of the calling thread.
  ///
  /// @param stdio the sandbox's standard streams
  /// @param channel the sandbox's end of the launch channel
  static Watchdog start(Path init, Order order, List<Descriptor> stdio, Descriptor channel) {
    try (Channel.Pair pair = Channel.open()) {
      var descriptors = new ArrayList<>(stdio);
      descriptors.add(pair.theirs());
      descriptors.add(channel);
      ChildProcess process = ChildProcess.spawn(init, order.arguments(), descriptors);
      return new Watchdog(pair.takeOurs(), process);
    }
  }

  /// Waits until the runtime has made the sandbox.
  ///
  /// @return the pid of PID 1 on the host; empty when the runtime failed, with its exit status
  /// @throws CofferdamException when the runtime could not even be started
  Started awaitStart(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    OptionalInt status = OptionalInt.empty();
    while (true) {
      Optional<Channel.Message> message = receive(left(end));
      if (message.isEmpty()) {
        return new Started(OptionalInt.empty(), status);
      }
      switch (message.get().type()) {
        case RUNTIME_EXITED -> {
          status = OptionalInt.of(message.get().value());
          if (message.get().value() != 0) {
            return new Started(OptionalInt.empty(), status);
          }
        }
        case STARTED -> {
          int pid = message.get().value();
          // 0: the runtime says that it made a sandbox, and there is none.
          return new Started(pid > 0 ? OptionalInt.of(pid) : OptionalInt.empty(), status);
        }
        case ReportedFailure.TYPE -> throw ReportedFailure.read(control, message.get()).exception();
        case EXITED -> {
          return new Started(OptionalInt.empty(), OptionalInt.of(message.get().value()));
        }
        default -> {
          continue;
        }
      }
    }
  }

  /// What became of the runtime.
  ///
  /// @param pid of PID 1, where there is one
  /// @param status the runtime's exit status, where it has one
  record Started(OptionalInt pid, OptionalInt status) {}

  /// Waits for the end of PID 1.
  ///
  /// @return empty when the time was over first
  /// @throws CofferdamException with SANDBOX_LOST when the watchdog itself is gone
  Optional<Channel.Message> awaitExit(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<Channel.Message> message;
      try {
        message = receive(left(end));
      } catch (KernelException reset) {
        // It died with something of ours unread.
        throw gone();
      }
      if (message.isPresent() && message.get().type() == EXITED) {
        return message;
      }
      if (message.isEmpty()) {
        if (control.ended()) {
          throw gone();
        }
        return Optional.empty();
      }
    }
  }

  private static CofferdamException gone() {
    return new CofferdamException(
        ErrorCode.SANDBOX_LOST, "the sandbox's watchdog is gone", "run it again");
  }

  /// Sets the deadline after which it kills the sandbox, whatever we do.
  void deadline(Duration fromNow) {
    control.send(
        ByteBuffer.allocate(9)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put((byte) 'D')
            .putLong(fromNow.toMillis())
            .array());
  }

  /// Has it kill and remove everything, and waits for its end.
  ///
  /// @return whether it did
  boolean finish() {
    try {
      control.send(new byte[] {'K'});
      long end = System.nanoTime() + GRACE.toNanos();
      while (true) {
        Optional<Channel.Message> message = receive(left(end));
        if (message.isEmpty() || message.get().type() == GONE) {
          break;
        }
      }
    } catch (KernelException gone) {
      return process.await(Duration.ZERO);
    }
    return process.await(GRACE);
  }

  private Optional<Channel.Message> receive(Duration patience) {
    try {
      return control.receive(patience);
    } catch (EOFException cut) {
      return Optional.empty();
    }
  }

  private static Duration left(long end) {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }

  @Override
  public void close() {
    control.close();
    if (!process.await(GRACE)) {
      process.kill();
      process.await(GRACE);
    }
    process.close();
  }
}
