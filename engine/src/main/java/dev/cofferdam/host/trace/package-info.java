/// The recorder of failed system calls: what no counter tells (EACCES, EROFS, ENOSPC, ENETUNREACH)
/// with its path or destination, as the kernel saw it and not as the program tells it.
///
/// One BPF program for all sandboxes of an engine sits on the tracepoint `sys_exit`, drops
/// everything but the failures that a boundary may have caused, and hands those of watched cgroups
/// to Java through a ring buffer. The program is assembled here, instruction by instruction: there
/// is no compiler, no library and no file to ship, only the call `bpf(2)`. What it reads from a
/// sandbox (paths, addresses, process names) is hostile: every length is checked, every text is
/// bounded and made visible, and no path is ever opened.
@NullMarked
package dev.cofferdam.host.trace;

import org.jspecify.annotations.NullMarked;
