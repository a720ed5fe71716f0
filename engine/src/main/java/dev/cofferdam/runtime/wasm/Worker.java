package dev.cofferdam.runtime.wasm;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.host.Channel;
import dev.cofferdam.host.ChildProcess;
import dev.cofferdam.host.Descriptor;
import dev.cofferdam.host.Errno;
import dev.cofferdam.host.KernelException;
import dev.cofferdam.host.KernelName;
import dev.cofferdam.host.Paths;
import dev.cofferdam.host.Pipe;
import dev.cofferdam.host.Poll;
import dev.cofferdam.host.ProcessIdentity;
import dev.cofferdam.text.Printable;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// The native worker as this process's child: it holds one guest made ready and forks a child for
/// each request. It ends, and kills what it runs, when our end of its socket is closed, which the
/// kernel does if we die. Thread-safe.
final class Worker implements Carrier, AutoCloseable {
  /// What the worker exits with when the library is missing or another one.
  static final int LIBRARY_REFUSED = 122;

  /// What it exits with when a compiled guest is not what it was when it was made.
  static final int ARTIFACT_REFUSED = 123;

  /// What to do where worker or host gave way.
  static final String AGAIN = "run it again; if it happens again, see what cofferdam doctor says";

  /// As many runs a worker does at once (`CHILDREN_MAX` in its serve.c).
  private static final int MOST_AT_ONCE = 256;

  private static final int RUN = 1;
  private static final int KILL = 2;
  private static final int STARTED = 1;
  private static final int ENDED = 2;
  private static final int PID = 1;
  private static final int CONFINEMENT = 2;
  private static final int RECORD_BYTES = 16;
  private static final int MAX_REPLY = 1 << 20;
  private static final int MAX_COMPLAINT = 4096;
  private static final Duration FOR_EVER = Duration.ofDays(3650);
  private static final Duration REST_OF_FRAME = Duration.ofSeconds(10);
  private static final Duration DYING = Duration.ofSeconds(5);

  private final Channel channel;
  private final ChildProcess process;
  private final Descriptor complaints;
  private final Path program;
  private final KernelName engine;
  private final Instant begun = Instant.now();
  private final Thread listener;

  /// Guarded by this object.
  private final Map<Long, WorkerRun> runs = new HashMap<>();

  private long lastId;
  private boolean over;
  private boolean worn;
  private boolean answered;
  private boolean closed;
  private String complaint = "";

  private Worker(
      Channel channel,
      ChildProcess process,
      Descriptor complaints,
      Path program,
      KernelName engine,
      Thread listener) {
    this.channel = channel;
    this.process = process;
    this.complaints = complaints;
    this.program = program;
    this.engine = engine;
    this.listener = listener;
  }

  /// Starts one.
  ///
  /// @param program the worker's file
  /// @param options what it shall hold, as its command line has it
  /// @param engine which engine that makes it, and which guest
  static Worker start(Path program, List<String> options, KernelName engine) {
    Pipe log = Pipe.open();
    try (Channel.Pair pair = Channel.open();
        Descriptor nothing = Paths.openUnwaiting(Path.of("/dev/null"))) {
      List<Descriptor> theirs = List.of(pair.theirs(), nothing, log.write());
      var process = new CompletableFuture<ChildProcess>();
      var made = new CompletableFuture<Worker>();
      // Where it is stopped the kernel wakes it when the thread that started it ends, so that it
      // sees the end of its socket: that has to be a thread that lives as long as it shall.
      Thread listener =
          Thread.ofPlatform()
              .daemon()
              .name("wasm-worker")
              .start(() -> {
                try {
                  process.complete(ChildProcess.spawn(program, options, theirs));
                } catch (RuntimeException | Error failed) {
                  process.completeExceptionally(failed);
                  return;
                }
                made.join().listen();
              });
      ChildProcess child = born(process);
      log.write().close();
      var worker = new Worker(pair.takeOurs(), child, log.read(), program, engine, listener);
      made.complete(worker);
      return worker;
    } catch (RuntimeException failed) {
      log.close();
      throw failed;
    }
  }

  private static ChildProcess born(CompletableFuture<ChildProcess> process) {
    try {
      return process.join();
    } catch (CompletionException failed) {
      // posix_spawn says EBADF of a number above the limit.
      if (failed.getCause() instanceof KernelException want
          && Set.of(Errno.EBADF, Errno.EMFILE, Errno.ENFILE, Errno.EAGAIN).contains(want.errno())) {
        throw new CofferdamException(
            ErrorCode.HOST_UNSUITABLE,
            "the wasm worker could not be started: too few files may be open, or too many processes"
                + " run",
            "raise the limits of this shell (ulimit -n, ulimit -u), and run it again",
            want);
      }
      throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
    }
  }

  @Override
  public Path program() {
    return program;
  }

  @Override
  public KernelName engine() {
    return engine;
  }

  /// When it had been started.
  Instant begun() {
    return begun;
  }

  /// Asks for a run. Whether it begins, [WorkerRun] tells.
  WorkerRun request(WorkerRequest request) {
    byte[] payload = request.payload();
    if (payload.length > WorkerRequest.MAX_PAYLOAD) {
      throw CofferdamException.invalid(
          "arguments and environment together are larger than 16 MiB",
          "pass such data in a file or on standard input");
    }
    WorkerRun run;
    synchronized (this) {
      run = new WorkerRun(++lastId);
      if (over) {
        run.loses();
        return run;
      }
      if (runs.size() >= MOST_AT_ONCE) {
        throw new CofferdamException(
            ErrorCode.LIMIT_UNENFORCEABLE,
            "more than " + MOST_AT_ONCE + " runs of one guest at once in one engine",
            "wait until one of them has ended, or start another cofferdam for more");
      }
      runs.put(run.id(), run);
    }
    ByteBuffer record = record(RUN, payload.length, run.id());
    byte[] message = new byte[RECORD_BYTES + payload.length];
    record.get(0, message, 0, RECORD_BYTES);
    System.arraycopy(payload, 0, message, RECORD_BYTES, payload.length);
    send(message, request.beside());
    return run;
  }

  @Override
  public void kill(WorkerRun run) {
    send(record(KILL, 0, run.id()).array(), List.of());
  }

  private void send(byte[] message, List<Descriptor> beside) {
    // One message after the other; the worker never waits for us while it reads.
    synchronized (channel) {
      try {
        channel.send(message, beside);
      } catch (KernelException | IllegalStateException gone) {
        lose();
      }
    }
  }

  private static ByteBuffer record(int type, int length, long id) {
    return ByteBuffer.allocate(RECORD_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(type)
        .putInt(length)
        .putLong(id);
  }

  private void listen() {
    try {
      boolean sound = true;
      while (sound) {
        Optional<Channel.Message> message = channel.receive(FOR_EVER);
        message.flatMap(Channel.Message::descriptor).ifPresent(Descriptor::close);
        sound = message.isPresent() && hear(message.get());
      }
    } catch (EOFException | KernelException | IllegalStateException cut) {
      // What runs there is lost, as below.
    } finally {
      lose();
    }
  }

  /// Whether the record was a sound one.
  private boolean hear(Channel.Message message) {
    int length = message.value();
    if (length < 0 || length > MAX_REPLY) {
      return false;
    }
    byte[] payload = channel.readFully(length, REST_OF_FRAME);
    Optional<Fields> fields = payload.length < length ? Optional.empty() : Fields.parse(payload);
    if (fields.isEmpty()) {
      return false;
    }
    return switch (message.type()) {
      case STARTED -> {
        find(message.extra(), false)
            .ifPresent(run ->
                run.begins(
                    new WorkerRun.Started(
                        fields.get().number(PID), Printable.of(fields.get().text(CONFINEMENT)))));
        yield true;
      }
      case ENDED -> {
        find(message.extra(), true).ifPresent(run -> end(run, Ended.of(fields.get())));
        yield true;
      }
      default -> false;
    };
  }

  private void end(WorkerRun run, Ended ended) {
    synchronized (this) {
      worn = worn || ended.isFault();
    }
    run.ends(ended);
  }

  /// Whether a run of it ended as if somebody had broken the engine: all runs of a worker have one
  /// layout of addresses, so that what such a one found out the next could use.
  synchronized boolean isWorn() {
    return worn;
  }

  /// Whether nothing runs in it.
  synchronized boolean isIdle() {
    return runs.isEmpty();
  }

  private synchronized Optional<WorkerRun> find(long id, boolean last) {
    answered = true;
    return Optional.ofNullable(last ? runs.remove(id) : runs.get(id));
  }

  /// Once: what comes after it is of runs that are lost already, or of descriptors that are closed.
  private synchronized void lose() {
    if (over) {
      return;
    }
    over = true;
    runs.values().forEach(WorkerRun::loses);
    runs.clear();
    // Whatever it was that we did not understand: nothing of it goes on.
    process.kill();
  }

  @Override
  public void release(WorkerRun run) {
    // It is kept for the next.
  }

  @Override
  public void abandon() {
    lose();
  }

  /// Whether it takes no requests any more.
  synchronized boolean isOver() {
    return over;
  }

  /// Whether it has its guest ready, which the first answer shows.
  synchronized boolean hasAnswered() {
    return answered;
  }

  /// What it exited with; empty as long as it lives, and where a signal ended it.
  OptionalInt status() {
    try {
      process.await(DYING);
    } catch (IllegalStateException closed) {
      // It was seen to end before it was closed.
    }
    return process.status();
  }

  /// What it said of its end. Several runs may be lost with it, and ask after it was closed.
  synchronized String complaint() {
    if (complaint.isEmpty() && !closed && Poll.readable(complaints, 0)) {
      byte[] buffer = new byte[MAX_COMPLAINT];
      complaint = new String(buffer, 0, complaints.read(buffer), StandardCharsets.UTF_8).strip();
    }
    return complaint;
  }

  @Override
  public CofferdamException gone() {
    OptionalInt ended = status();
    String said = complaint();
    String status = ended.isPresent() ? " with status " + ended.getAsInt() : "";
    return new CofferdamException(
        ErrorCode.SANDBOX_LOST,
        "the wasm worker ended" + status + (said.isEmpty() ? "" : ": " + Printable.of(said)),
        AGAIN);
  }

  @Override
  public boolean isStopped() {
    return ProcessIdentity.isStopped(process.pid());
  }

  @Override
  public void close() {
    channel.shutDown();
    if (!process.await(DYING)) {
      process.kill();
      process.await(DYING);
    }
    lose();
    try {
      // It uses the socket's number until it has seen the end.
      listener.join(DYING);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    channel.close();
    complaint();
    synchronized (this) {
      closed = true;
      complaints.close();
    }
    process.close();
  }
}
