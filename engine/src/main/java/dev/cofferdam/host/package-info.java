/// The only door to the kernel: system calls (FFM), `/proc`, `/sys/fs/cgroup`, mounts, descriptors
/// and processes. It knows nothing of sandboxes' specs, runtimes or surfaces; everything above asks
/// it in its own words.
@NullMarked
package dev.cofferdam.host;

import org.jspecify.annotations.NullMarked;
