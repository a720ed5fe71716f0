package dev.cofferdam.host.trace;

import dev.cofferdam.host.Errno;
import java.util.Optional;

/// Failures of one system call that are alike: same call, error, target and process name. The
/// kernel saw them; the texts in it are the sandbox's, with control characters made visible
/// (`\xNN`).
///
/// @param call the call's name, `syscall_N` where [TracedCall] has none
/// @param errno why it failed
/// @param number the call's number on x86-64
/// @param path the file it was about, as the program named it or, when that was relative, joined to
///   the directory it is relative to and freed of `.` and `..`; of a call on an open file the path
///   that `/proc` knows it by. Ends in `…` when it was longer than 255 bytes. Empty when the call
///   names none or it could not be read
/// @param relative whether the path starts from a directory that could not be found out any more
/// @param destination the address it was about, of calls on sockets
/// @param process the name of the calling thread
/// @param pid the calling process on the host, the first time
/// @param firstNanos when it happened first, on the clock of [System#nanoTime()]
/// @param lastNanos when it happened last, on the same clock
/// @param count how often it was recorded
/// @param flags the open(2) flags or access(2) mode of the first time, 0 for other calls
/// @param writes whether one of them meant to change the file
public record FailedSyscall(
    String call,
    Errno errno,
    int number,
    Optional<String> path,
    boolean relative,
    Optional<Destination> destination,
    String process,
    int pid,
    long firstNanos,
    long lastNanos,
    long count,
    long flags,
    boolean writes) {}
