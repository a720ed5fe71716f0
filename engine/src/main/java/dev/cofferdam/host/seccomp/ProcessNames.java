package dev.cofferdam.host.seccomp;

import dev.cofferdam.host.Call;
import dev.cofferdam.host.Kernel;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Which process a thread belongs to and what it is called (proc(5): `status`, `comm`). A name is
/// read at most once in 100 ms per thread, so that a flood does not make us read `/proc` all day,
/// and through raw system calls into one buffer, since a fork bomb brings a new thread every time.
/// For one thread, the listener's.
final class ProcessNames {
  private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int MAX_ENTRIES = 256;

  /// Enough for the lines up to `Tgid:`, and for any `comm`.
  private static final int BUFFER_BYTES = 256;

  private static final int AT_FDCWD = -100;
  private static final long O_RDONLY_CLOEXEC = 02000000;

  /// @param pid the process, on the host
  /// @param name its name, printable ASCII
  record Caller(int pid, String name) {}

  private record Seen(Caller caller, long at) {}

  private final Map<Integer, Seen> seen =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Seen> eldest) {
          return size() > MAX_ENTRIES;
        }
      };

  private final MemorySegment path;
  private final MemorySegment buffer;

  /// @param arena outlives this object
  ProcessNames(Arena arena) {
    path = arena.allocate(64);
    buffer = arena.allocate(BUFFER_BYTES);
  }

  /// The process behind a thread id; its name is `?` when it is gone.
  Caller of(int thread) {
    long now = System.nanoTime();
    Seen known = seen.get(thread);
    if (known != null && now - known.at < FRESH_NANOS) {
      return known.caller;
    }
    int pid = processOf(thread);
    byte[] name = read("/proc/" + pid + "/comm");
    Caller caller = new Caller(pid, name.length == 0 ? "?" : printable(name));
    seen.remove(thread);
    seen.put(thread, new Seen(caller, now));
    return caller;
  }

  /// Makes a name harmless for logs and terminals: whatever is not printable ASCII becomes `\xNN`,
  /// and so does the backslash, which keeps it unambiguous. The kernel's newline at the end goes.
  static String printable(byte[] name) {
    int length = name.length;
    if (length > 0 && name[length - 1] == '\n') {
      length--;
    }
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      int c = name[i] & 0xFF;
      if (c >= 0x20 && c < 0x7F && c != '\\') {
        text.append((char) c);
      } else {
        text.append("\\x%02x".formatted(c));
      }
    }
    return text.toString();
  }

  private int processOf(int thread) {
    byte[] status = read("/proc/" + thread + "/status");
    // The name in the first line may hold anything but a newline (proc(5) escapes it), so a line
    // that starts with the key is the kernel's.
    byte[] key = {'\n', 'T', 'g', 'i', 'd', ':', '\t'};
    for (int i = 0; i + key.length < status.length; i++) {
      if (startsWith(status, i, key)) {
        int pid = 0;
        for (int j = i + key.length; j < status.length && Character.isDigit(status[j]); j++) {
          pid = pid * 10 + status[j] - '0';
        }
        return pid;
      }
    }
    return thread;
  }

  private static boolean startsWith(byte[] text, int from, byte[] key) {
    for (int i = 0; i < key.length; i++) {
      if (text[from + i] != key[i]) {
        return false;
      }
    }
    return true;
  }

  private byte[] read(String file) {
    path.setString(0, file);
    long descriptor = Kernel.attempt(Call.OPENAT, AT_FDCWD, path.address(), O_RDONLY_CLOEXEC);
    if (descriptor < 0) {
      return new byte[0];
    }
    long count = Kernel.attempt(Call.READ, descriptor, buffer.address(), BUFFER_BYTES);
    Kernel.attempt(Call.CLOSE, descriptor);
    return buffer.asSlice(0, Math.max(count, 0)).toArray(ValueLayout.JAVA_BYTE);
  }
}
