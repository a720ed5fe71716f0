package dev.cofferdam.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// The writable layer of a sandbox: an ext4 of the asked size on a loop device, copied from a
/// template that was made once per size. Its files are not memory, sparse files cost what they
/// occupy, and a full layer says ENOSPC.
public final class DiskLayer {
  private static final int BYTES_PER_INODE = 8192;
  private static final long MIB = 1L << 20;
  private static final long SEEK_DATA = 3;
  private static final long SEEK_HOLE = 4;
  private static final long MKFS_SECONDS = 60;

  private DiskLayer() {}

  /// How full a file system is (statfs(2)).
  ///
  /// @param usedBytes in use
  /// @param freeBytes that an unprivileged process may still use
  /// @param freeInodes files that may still be made
  public record Space(long usedBytes, long freeBytes, long freeInodes) {}

  /// Makes a layer and mounts it. To be called inside a [MountNamespace].
  ///
  /// @param templates directory of the templates, ours alone; the layer's own file lies nameless in
  ///   the same file system
  /// @param bytes room for files
  /// @return the device it is on
  public static LoopDevice mount(Path templates, long bytes, Path target) {
    Path template = template(templates, bytes);
    try (Descriptor layer = Paths.openNameless(templates)) {
      copySparse(template, layer);
      try (LoopDevice.Attached attached = LoopDevice.attach(layer)) {
        // nobarrier, no journal: what a sandbox wrote need not survive a crash.
        Mounts.mountNew(
            "ext4",
            target,
            Set.of(Mounts.Attribute.NO_SETUID, Mounts.Attribute.NO_DEVICES),
            "source=" + attached.device().path(),
            "noinit_itable",
            "nobarrier",
            "errors=remount-ro");
        return attached.device();
      }
    }
  }

  /// How full the file system at a path is.
  public static Space space(Path path) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment status = arena.allocate(120, 8);
      // Safe: struct statfs is 120 bytes on x86-64 (asm/statfs.h).
      Kernel.call(Call.STATFS, arena.allocateFrom(path.toString()).address(), status.address());
      long block = status.get(ValueLayout.JAVA_LONG, 8);
      long blocks = status.get(ValueLayout.JAVA_LONG, 16);
      long free = status.get(ValueLayout.JAVA_LONG, 24);
      long available = status.get(ValueLayout.JAVA_LONG, 32);
      return new Space(
          (blocks - free) * block, available * block, status.get(ValueLayout.JAVA_LONG, 48));
    }
  }

  private static Path template(Path templates, long bytes) {
    long mebibytes = (bytes + MIB - 1) / MIB;
    Path template = templates.resolve("ext4-" + mebibytes + "m.1");
    if (Files.exists(template)) {
      return template;
    }
    try {
      Path fresh = Files.createTempFile(templates, "ext4-", ".new");
      try {
        makeFileSystem(fresh, mebibytes);
        Files.move(fresh, template, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(fresh);
      }
      return template;
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot make the template of a writable layer", failed);
    }
  }

  private static void makeFileSystem(Path file, long mebibytes) throws IOException {
    long inodes = Math.max(64, mebibytes * MIB / BYTES_PER_INODE);
    // Inode tables and bitmaps come on top, so that the asked size is there for files.
    long overhead = inodes * 256 / MIB + 1 + mebibytes / 256;
    List<String> command =
        List.of(
            "mkfs.ext4",
            "-q",
            "-F",
            "-m",
            "0",
            "-b",
            "4096",
            "-I",
            "256",
            "-N",
            Long.toString(inodes),
            "-O",
            "^has_journal,^resize_inode,^metadata_csum,extent,sparse_super2",
            "-E",
            "lazy_itable_init=0,nodiscard,root_owner=0:0,num_backup_sb=0",
            file.toString(),
            (mebibytes + overhead) + "M");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().merge("PATH", "/usr/sbin:/sbin", (path, more) -> path + ":" + more);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readNBytes(4096), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(MKFS_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException("mkfs.ext4 failed: " + output.strip());
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  private static void copySparse(Path template, Descriptor target) {
    try (Descriptor source = Paths.openReadWrite(template);
        Arena arena = Arena.ofConfined()) {
      long size = FileStatus.of(source).size();
      Kernel.call(Call.FTRUNCATE, target.number(), size);
      MemorySegment from = arena.allocate(8, 8);
      MemorySegment to = arena.allocate(8, 8);
      long position = 0;
      while (true) {
        long data = Kernel.attempt(Call.LSEEK, source.number(), position, SEEK_DATA);
        if (data == -Errno.ENXIO.number()) {
          return;
        }
        if (data < 0) {
          throw new KernelException("lseek", (int) -data);
        }
        long hole = Kernel.call(Call.LSEEK, source.number(), data, SEEK_HOLE);
        from.set(ValueLayout.JAVA_LONG, 0, data);
        to.set(ValueLayout.JAVA_LONG, 0, data);
        long left = hole - data;
        while (left > 0) {
          long copied =
              Kernel.call(
                  Call.COPY_FILE_RANGE,
                  source.number(),
                  from.address(),
                  target.number(),
                  to.address(),
                  left);
          if (copied == 0) {
            break;
          }
          left -= copied;
        }
        position = hole;
      }
    }
  }
}
