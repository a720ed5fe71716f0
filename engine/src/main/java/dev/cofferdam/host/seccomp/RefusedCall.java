package dev.cofferdam.host.seccomp;

import java.util.List;

/// System calls that a filter did not let through, told apart by call, architecture and process.
///
/// @param name the call's name, `syscall_N` where the tables have none, `…` where calls of many
///   kinds are added up because there were too many to tell apart
/// @param number its number on that architecture; -1 for `…`
/// @param arch `x86_64`, `x32`, `i386` or `other`
/// @param process the caller's name, nothing but printable ASCII; `…` where many processes are
///   added up, `?` where it was gone before we looked
/// @param pid its process id on the host, 0 for `…`
/// @param count how often it was tried
/// @param atLeast whether some were refused without being heard, so that the count reads `≥ n`
/// @param probe whether it is one that libraries only try (answered ENOSYS); never evidence
/// @param firstArguments the six registers of the first of these calls, as the program set them
public record RefusedCall(
    String name,
    int number,
    String arch,
    String process,
    int pid,
    long count,
    boolean atLeast,
    boolean probe,
    List<Long> firstArguments) {
  public RefusedCall {
    firstArguments = List.copyOf(firstArguments);
  }
}
