package dev.cofferdam.doctor;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.host.KernelException;
import dev.cofferdam.host.OwnPlaces;
import dev.cofferdam.host.trace.FailureRecorder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/// The host itself.
final class LiveHost implements Host {
  private static final Duration DEADLINE = Duration.ofSeconds(5);
  private static final int MAX_OUTPUT_BYTES = 64 << 10;
  // The longest text read is a package's change log.
  private static final int MAX_FILE_BYTES = 1 << 20;
  private static final int MAX_WORD = 100;

  @Override
  public String architecture() {
    return System.getProperty("os.arch");
  }

  @Override
  public LocalDate today() {
    return LocalDate.now(ZoneOffset.UTC);
  }

  @Override
  public Optional<String> variable(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
  }

  @Override
  public Optional<String> text(String path) {
    try (InputStream file = Files.newInputStream(Path.of(path));
        InputStream text = path.endsWith(".gz") ? new GZIPInputStream(file) : file) {
      return Optional.of(new String(text.readNBytes(MAX_FILE_BYTES), StandardCharsets.UTF_8));
    } catch (IOException absent) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<String> wordAfter(String path, String marker) {
    String carried = "";
    try (InputStream file = Files.newInputStream(Path.of(path))) {
      for (byte[] block = file.readNBytes(MAX_FILE_BYTES);
          block.length > 0;
          block = file.readNBytes(MAX_FILE_BYTES)) {
        // One character a byte; what may be cut at the end of a block is looked at with the next.
        String text = carried + new String(block, StandardCharsets.ISO_8859_1);
        int at = text.indexOf(marker);
        int start = at + marker.length();
        if (at >= 0 && (start + MAX_WORD <= text.length() || block.length < MAX_FILE_BYTES)) {
          String rest = text.substring(start, Math.min(start + MAX_WORD, text.length()));
          return Optional.of(rest.split("\\s", 2)[0]);
        }
        carried = text.substring(Math.max(0, text.length() - marker.length() - MAX_WORD));
      }
    } catch (IOException unreadable) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  @Override
  public Optional<String> checkout() {
    return Optional.ofNullable(System.getProperty("cofferdam.checkout"));
  }

  @Override
  public Optional<CofferdamException> foreign(String directory) {
    try {
      OwnPlaces.require(Path.of(directory));
      return Optional.empty();
    } catch (CofferdamException found) {
      return Optional.of(found);
    }
  }

  @Override
  public boolean exists(String path) {
    return Files.exists(Path.of(path));
  }

  @Override
  public boolean writable(String path) {
    return Files.isWritable(Path.of(path));
  }

  @Override
  public boolean executable(String path) {
    Path file = Path.of(path);
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }

  @Override
  public Optional<Inode> inode(String path) {
    Path file = Path.of(path);
    try {
      Map<String, Object> seen = Files.readAttributes(file, "unix:uid,mode");
      boolean directory = Files.readAttributes(file, PosixFileAttributes.class).isDirectory();
      return Optional.of(
          new Inode(number(seen, "uid"), (int) number(seen, "mode") & 07777, directory));
    } catch (IOException absent) {
      return Optional.empty();
    }
  }

  private static long number(Map<String, Object> attributes, String name) {
    return attributes.get(name) instanceof Number number ? number.longValue() : -1;
  }

  @Override
  public String real(String path) {
    try {
      return Path.of(path).toRealPath().toString();
    } catch (IOException unresolved) {
      return path;
    }
  }

  @Override
  public long freeBytes(String path) {
    for (Path at = Path.of(path); at != null; at = at.getParent()) {
      if (Files.isDirectory(at)) {
        // Not through a FileStore: that looks for the mount point, and a chroot may have none.
        return at.toFile().getUsableSpace();
      }
    }
    return 0;
  }

  @Override
  public Optional<String> unrecorded() {
    try {
      return switch (FailureRecorder.open()) {
        case FailureRecorder.Recording(FailureRecorder recorder) -> {
          recorder.close();
          yield Optional.empty();
        }
        case FailureRecorder.Unavailable(String reason) -> Optional.of(reason);
      };
    } catch (KernelException noDescriptor) {
      return Optional.of(String.valueOf(noDescriptor.getMessage()));
    }
  }

  @Override
  public Output run(List<String> argv) {
    var builder = new ProcessBuilder(argv).redirectErrorStream(true);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process;
    try {
      process = builder.start();
    } catch (IOException notStarted) {
      return new Output(-1, String.valueOf(notStarted.getMessage()));
    }
    // A program that prints more than is read blocks and ends at the deadline.
    var output = CompletableFuture.supplyAsync(() -> read(process), Thread::startVirtualThread);
    try {
      String text = output.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
      boolean ended = process.waitFor(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
      return new Output(ended ? process.exitValue() : -1, text);
    } catch (TimeoutException | ExecutionException late) {
      return new Output(-1, "did not end within " + DEADLINE.toSeconds() + " s");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new Output(-1, "interrupted");
    } finally {
      process.destroyForcibly();
    }
  }

  private static String read(Process process) {
    try (InputStream output = process.getInputStream()) {
      return new String(output.readNBytes(MAX_OUTPUT_BYTES), StandardCharsets.UTF_8);
    } catch (IOException closed) {
      return "";
    }
  }
}
