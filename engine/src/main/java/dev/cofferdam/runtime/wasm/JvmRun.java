package dev.cofferdam.runtime.wasm;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.host.Channel;
import dev.cofferdam.host.ChildProcess;
import dev.cofferdam.host.Descriptor;
import dev.cofferdam.host.KernelException;
import dev.cofferdam.host.KernelName;
import dev.cofferdam.text.Printable;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;

/// A run in a JVM of its own, which a keeper (`cofferdam-init keep`) confines before it begins,
/// kills when we say so, are dead or late, and reaps. Thread-safe.
final class JvmRun implements Carrier {
  private static final int FAILED = 3;
  private static final int STARTED = 11;
  private static final int EXITED = 12;
  private static final int USED = 14;
  private static final int CONFINED = 15;
  private static final int MAX_TEXT = 4096;
  private static final Duration START = Duration.ofSeconds(20);
  private static final Duration DYING = Duration.ofSeconds(10);
  private static final Duration FOR_EVER = Duration.ofDays(3650);
  private static final Duration REST_OF_RECORD = Duration.ofSeconds(10);

  private final JvmOrder order;
  private final Channel control;
  private final ChildProcess keeper;
  private final WorkerRun run = new WorkerRun(1);
  private final Thread listener;
  private final long begun = System.nanoTime();

  /// All that follows is the listener's alone.
  private int pid;

  private String confinement = "";
  private long cpuMicros;
  private long residentBytes;
  private volatile String failure = "";

  private JvmRun(JvmOrder order, Channel control, ChildProcess keeper) {
    this.order = order;
    this.control = control;
    this.keeper = keeper;
    this.listener =
        Thread.ofPlatform().daemon().name("wasm-jvm-" + keeper.pid()).unstarted(this::listen);
  }

  /// Begins one.
  ///
  /// @throws CofferdamException when it could not be begun
  static Workers.Begun begin(JvmOrder order, Workers.Asker asker) {
    order.writeRequest();
    JvmRun carrier;
    try (Channel.Pair pair = Channel.open()) {
      var descriptors = new ArrayList<Descriptor>(order.streams());
      descriptors.add(pair.theirs());
      ChildProcess keeper = ChildProcess.spawn(order.init(), order.arguments(), descriptors);
      carrier = new JvmRun(order, pair.takeOurs(), keeper);
    }
    carrier.listener.start();
    var begun = new Workers.Begun(carrier, carrier.run);
    asker.asked(begun);
    carrier.run.awaitStart(START);
    return begun;
  }

  @Override
  public Path program() {
    return order.java();
  }

  @Override
  public KernelName engine() {
    return order.engine().name();
  }

  @Override
  public void kill(WorkerRun ignored) {
    try {
      control.send(new byte[] {'K'});
    } catch (KernelException | IllegalStateException gone) {
      // Then it is over already.
    }
  }

  /// Its keeper, which has nothing else to do, kills it at the deadline however that is.
  @Override
  public boolean isStopped() {
    return false;
  }

  @Override
  public void abandon() {
    run.loses();
    keeper.kill();
  }

  @Override
  public CofferdamException gone() {
    return new CofferdamException(
        ErrorCode.SANDBOX_LOST,
        "the keeper of the guest's JVM is gone" + (failure.isEmpty() ? "" : ": " + failure),
        Worker.AGAIN);
  }

  private void listen() {
    try {
      for (Optional<Channel.Message> message = control.receive(FOR_EVER);
          message.isPresent();
          message = control.receive(FOR_EVER)) {
        message.get().descriptor().ifPresent(Descriptor::close);
        hear(message.get());
      }
    } catch (EOFException | KernelException | IllegalStateException cut) {
      // What runs there is lost, as below.
    }
    run.loses();
  }

  private void hear(Channel.Message message) {
    switch (message.type()) {
      case STARTED -> {
        pid = message.value();
        beginIfKnown();
      }
      case CONFINED -> {
        confinement = order.confinement(message.value() == 1);
        beginIfKnown();
      }
      case FAILED -> failure = failed(message);
      case USED -> {
        residentBytes = message.value() * 1024L;
        cpuMicros = message.extra();
      }
      case EXITED -> run.ends(ended(message.value(), (int) message.extra()));
      default -> {
        // Of another version.
      }
    }
  }

  /// The keeper tells the one and what it keeps the other, in any order.
  private void beginIfKnown() {
    if (pid != 0 && !confinement.isEmpty()) {
      run.begins(new WorkerRun.Started(pid, confinement));
    }
  }

  /// What the keeper's child could not do before it became the JVM.
  private String failed(Channel.Message message) {
    byte[] length = control.readFully(4, REST_OF_RECORD);
    int bytes =
        length.length < 4 ? 0 : ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getInt();
    byte[] text = control.readFully(Math.clamp(bytes, 0, MAX_TEXT), REST_OF_RECORD);
    return Printable.of(new String(text, StandardCharsets.UTF_8))
        + " (error "
        + message.value()
        + ")";
  }

  private Ended ended(int status, int signal) {
    if (!failure.isEmpty()) {
      return JvmReport.hosts("the JVM could not be confined or started: " + failure);
    }
    var usage =
        new Ended.Usage(
            Duration.ofNanos(System.nanoTime() - begun),
            Duration.ofNanos(cpuMicros * 1000),
            0,
            residentBytes,
            0,
            0);
    return JvmReport.read(order.home(), status, signal, usage);
  }

  /// Kills it where it lives, and waits for the end of its keeper.
  @Override
  public void release(WorkerRun ignored) {
    control.shutDown();
    if (!keeper.await(DYING)) {
      keeper.kill();
      keeper.await(DYING);
    }
    try {
      listener.join(DYING);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    control.close();
    keeper.close();
  }
}
