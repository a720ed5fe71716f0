package dev.cofferdam.host;

import dev.cofferdam.error.CofferdamException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Where an OCI runtime hands over the terminal that it made for a sandbox: it connects to a socket
/// in the file system and sends our side of the terminal beside a message (`--console-socket`;
/// runc's docs/terminals.md, unix(7)).
public final class ConsoleSocket implements AutoCloseable {
  private static final int AF_UNIX = 1;
  private static final int SOCK_STREAM = 1;

  /// What `sockaddr_un` has room for, its last NUL aside.
  private static final int MAX_PATH_BYTES = 107;

  private static final int FAMILY_BYTES = 2;

  private final Descriptor socket;

  private ConsoleSocket(Descriptor socket) {
    this.socket = socket;
  }

  /// Makes the socket.
  ///
  /// @param path where it shall be, in the calling thread's mount namespace
  /// @throws CofferdamException when the path is longer than a socket's may be
  public static ConsoleSocket open(Path path) {
    byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
    if (name.length > MAX_PATH_BYTES) {
      throw CofferdamException.invalid(
          "no terminal: the path of a socket has at most " + MAX_PATH_BYTES + " bytes: " + path,
          "set COFFERDAM_RUNTIME_DIR to a shorter one");
    }
    int type = SOCK_STREAM | Paths.O_CLOEXEC;
    var socket = new Descriptor(Kernel.call(Call.SOCKET, AF_UNIX, type, 0));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = arena.allocate(FAMILY_BYTES + MAX_PATH_BYTES + 1, 2);
      address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
      MemorySegment.copy(name, 0, address, ValueLayout.JAVA_BYTE, FAMILY_BYTES, name.length);
      Kernel.call(Call.BIND, socket.number(), address.address(), address.byteSize());
      Kernel.call(Call.LISTEN, socket.number(), 1);
      return new ConsoleSocket(socket);
    } catch (RuntimeException failed) {
      socket.close();
      throw failed;
    }
  }

  /// Our side of the terminal.
  ///
  /// @return empty when it did not come in time
  public Optional<Descriptor> take(Duration patience) {
    if (!Poll.readable(socket, patience.toMillis())) {
      return Optional.empty();
    }
    var connection =
        new Descriptor(Kernel.call(Call.ACCEPT4, socket.number(), 0, 0, Paths.O_CLOEXEC));
    try (Channel channel = new Channel(connection)) {
      return channel.receiveDescriptor(patience);
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
