package dev.cofferdam.host;

import java.io.EOFException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One end of a connected pair of unix sockets that carries the fixed records of `native/init`,
/// with a descriptor beside a record where there is one (unix(7), `SCM_RIGHTS`).
///
/// What the other end says is hostile: records have a fixed size, and every wait has an end.
public final class Channel implements AutoCloseable {
  private static final int AF_UNIX = 1;
  private static final int SOCK_STREAM_CLOEXEC = 1 | Paths.O_CLOEXEC;
  private static final int MSG_CMSG_CLOEXEC = 0x40000000;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int RECORD_BYTES = 16;
  private static final int CONTROL_BYTES = 24;
  private static final int MESSAGE_HEADER_BYTES = 56;
  private static final int CONTROL_HEADER_BYTES = 16;
  private static final int SOL_SOCKET = 1;
  private static final int SCM_RIGHTS = 1;
  private static final int SHUT_RDWR = 2;

  /// As many descriptors can travel beside one message of ours.
  public static final int MOST_BESIDE = 32;

  private final Descriptor socket;
  private volatile boolean ended;

  Channel(Descriptor socket) {
    this.socket = socket;
  }

  /// A record of `native/init` (see its README).
  ///
  /// @param type what it says
  /// @param value a number with it
  /// @param extra another
  /// @param descriptor what travelled beside it
  public record Message(int type, int value, long extra, Optional<Descriptor> descriptor) {}

  /// Two connected ends.
  public static final class Pair implements AutoCloseable {
    private final Descriptor theirs;
    private Optional<Channel> ours;

    private Pair(Channel ours, Descriptor theirs) {
      this.ours = Optional.of(ours);
      this.theirs = theirs;
    }

    /// The other process's end, to be inherited.
    public Descriptor theirs() {
      return theirs;
    }

    /// Takes our end out, which then is the caller's to close.
    public Channel takeOurs() {
      Channel taken = ours.orElseThrow();
      ours = Optional.empty();
      return taken;
    }

    @Override
    public void close() {
      ours.ifPresent(Channel::close);
      theirs.close();
    }
  }

  /// Makes a connected pair.
  public static Pair open() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment ends = arena.allocate(8, 4);
      Kernel.call(Call.SOCKETPAIR, AF_UNIX, SOCK_STREAM_CLOEXEC, 0, ends.address());
      return new Pair(
          new Channel(new Descriptor(ends.get(ValueLayout.JAVA_INT, 0))),
          new Descriptor(ends.get(ValueLayout.JAVA_INT, 4)));
    }
  }

  /// How long the other end may leave what was sent unread, before it counts as one that hangs.
  private static final Duration READ_AT_ONCE = Duration.ofSeconds(10);

  /// Sends bytes; the other end is one of ours and reads them at once.
  ///
  /// @throws KernelException with EPIPE when it is gone, ETIMEDOUT when it does not read
  public void send(byte[] bytes) {
    send(bytes, List.of());
  }

  /// As [#send(byte\[\])], with descriptors beside the first byte, which stay ours as well.
  ///
  /// @param beside at most [#MOST_BESIDE]
  public void send(byte[] bytes, List<Descriptor> beside) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(Math.max(1, bytes.length));
      MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
      MemorySegment vector = arena.allocate(16, 8);
      MemorySegment header = arena.allocate(MESSAGE_HEADER_BYTES, 8);
      header.set(ValueLayout.JAVA_LONG, 16, vector.address());
      header.set(ValueLayout.JAVA_LONG, 24, 1);
      control(arena, header, beside);
      long giveUp = System.nanoTime() + READ_AT_ONCE.toNanos();
      long done = 0;
      while (done < bytes.length) {
        vector.set(ValueLayout.JAVA_LONG, 0, memory.address() + done);
        vector.set(ValueLayout.JAVA_LONG, 8, bytes.length - done);
        long sent = sendSome(header, giveUp);
        done += sent;
        if (sent > 0) {
          control(arena, header, List.of());
        }
      }
    }
  }

  /// As much as there is room for.
  ///
  /// @return how many bytes; 0 where there may be room now
  private long sendSome(MemorySegment header, long giveUp) {
    long sent =
        socket.use(number ->
            Kernel.attempt(Call.SENDMSG, number, header.address(), MSG_NOSIGNAL | MSG_DONTWAIT));
    if (sent >= 0) {
      return sent;
    }
    if (sent == -Errno.EAGAIN.number()) {
      long left = (giveUp - System.nanoTime()) / 1_000_000;
      if (left <= 0 || !Poll.writable(socket, left)) {
        throw new KernelException("sendmsg", Errno.ETIMEDOUT.number());
      }
    } else if (sent != -Errno.EINTR.number()) {
      throw new KernelException("sendmsg", (int) -sent);
    }
    return 0;
  }

  /// Puts descriptors into a message's control data (cmsg(3)).
  private static void control(Arena arena, MemorySegment header, List<Descriptor> beside) {
    if (beside.size() > MOST_BESIDE) {
      throw new IllegalArgumentException(beside.size() + " descriptors in one message");
    }
    int length = beside.isEmpty() ? 0 : CONTROL_HEADER_BYTES + 4 * beside.size();
    int room = (length + 7) / 8 * 8;
    // Safe: the segment lives as long as the header that points to it.
    MemorySegment control = arena.allocate(Math.max(CONTROL_HEADER_BYTES, room), 8);
    control.set(ValueLayout.JAVA_LONG, 0, length);
    control.set(ValueLayout.JAVA_INT, 8, SOL_SOCKET);
    if (length > 0) {
      control.set(ValueLayout.JAVA_INT, 12, SCM_RIGHTS);
      for (int index = 0; index < beside.size(); index++) {
        control.set(
            ValueLayout.JAVA_INT, CONTROL_HEADER_BYTES + 4L * index, beside.get(index).number());
      }
    }
    header.set(ValueLayout.JAVA_LONG, 32, length == 0 ? 0 : control.address());
    header.set(ValueLayout.JAVA_LONG, 40, room);
  }

  /// Waits for the next record.
  ///
  /// @return empty when the other end closed, or nothing came in time; [#ended] tells them apart
  /// @throws EOFException when a record was cut short
  public Optional<Message> receive(Duration patience) throws EOFException {
    long end = System.nanoTime() + patience.toNanos();
    byte[] record = new byte[RECORD_BYTES];
    int have = 0;
    Optional<Descriptor> beside = Optional.empty();
    while (have < RECORD_BYTES) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (!Poll.readable(socket, Math.max(0, left))) {
        beside.ifPresent(Descriptor::close);
        return Optional.empty();
      }
      Part part = receivePart(record, have);
      if (part.descriptor().isPresent()) {
        beside.ifPresent(Descriptor::close);
        beside = part.descriptor();
      }
      if (part.bytes() == 0) {
        beside.ifPresent(Descriptor::close);
        ended = true;
        if (have > 0) {
          throw new EOFException("a record was cut short");
        }
        return Optional.empty();
      }
      have += part.bytes();
    }
    ByteBuffer fields = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
    return Optional.of(new Message(fields.getInt(0), fields.getInt(4), fields.getLong(8), beside));
  }

  /// Waits for what may come beside the next bytes, whatever these are.
  Optional<Descriptor> receiveDescriptor(Duration patience) {
    return Poll.readable(socket, patience.toMillis())
        ? receivePart(new byte[RECORD_BYTES], 0).descriptor()
        : Optional.empty();
  }

  /// Whether the other end was seen to be closed.
  public boolean ended() {
    return ended;
  }

  /// Reads the bytes that follow a record.
  ///
  /// @return fewer when the other end closed, or they did not come in time
  public byte[] readFully(int count, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    byte[] bytes = new byte[count];
    int have = 0;
    while (have < count) {
      long left = (end - System.nanoTime()) / 1_000_000;
      byte[] part = new byte[count - have];
      int read = Poll.readable(socket, Math.max(0, left)) ? socket.read(part) : 0;
      if (read <= 0) {
        return Arrays.copyOf(bytes, have);
      }
      System.arraycopy(part, 0, bytes, have, read);
      have += read;
    }
    return bytes;
  }

  private record Part(int bytes, Optional<Descriptor> descriptor) {}

  private Part receivePart(byte[] record, int have) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(RECORD_BYTES);
      MemorySegment vector = arena.allocate(16, 8);
      vector.set(ValueLayout.JAVA_LONG, 0, memory.address());
      vector.set(ValueLayout.JAVA_LONG, 8, RECORD_BYTES - have);
      MemorySegment control = arena.allocate(CONTROL_BYTES, 8);
      MemorySegment header = arena.allocate(MESSAGE_HEADER_BYTES, 8);
      header.set(ValueLayout.JAVA_LONG, 16, vector.address());
      header.set(ValueLayout.JAVA_LONG, 24, 1);
      header.set(ValueLayout.JAVA_LONG, 32, control.address());
      header.set(ValueLayout.JAVA_LONG, 40, CONTROL_BYTES);
      // Safe: struct msghdr points to segments of this arena only; room for one descriptor, so
      // that the kernel closes any further ones (MSG_CTRUNC).
      int bytes =
          (int)
              socket.use(
                  number -> Kernel.call(Call.RECVMSG, number, header.address(), MSG_CMSG_CLOEXEC));
      MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, 0, record, have, bytes);
      return new Part(bytes, descriptorIn(control, header.get(ValueLayout.JAVA_LONG, 40)));
    }
  }

  private static Optional<Descriptor> descriptorIn(MemorySegment control, long length) {
    boolean rights =
        length >= CONTROL_HEADER_BYTES + 4
            && control.get(ValueLayout.JAVA_INT, 8) == SOL_SOCKET
            && control.get(ValueLayout.JAVA_INT, 12) == SCM_RIGHTS;
    return rights
        ? Optional.of(new Descriptor(control.get(ValueLayout.JAVA_INT, CONTROL_HEADER_BYTES)))
        : Optional.empty();
  }

  /// Ends what goes in and out, so that whoever waits for a record on another thread sees the end.
  public void shutDown() {
    socket.use(number -> Kernel.attempt(Call.SHUTDOWN, number, SHUT_RDWR));
  }

  @Override
  public void close() {
    socket.close();
  }
}
