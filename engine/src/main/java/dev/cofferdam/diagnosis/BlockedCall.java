package dev.cofferdam.diagnosis;

import dev.cofferdam.text.Printable;

/// System calls that the sandbox's filter refused, told apart by call, architecture and process.
///
/// @param name the call's name, or `syscall_N` where the tables have none
/// @param number its number on that architecture
/// @param arch `x86_64`, `x32` or `i386`
/// @param process the caller's name, made printable
/// @param pid its process id on the host
/// @param count how often it was refused
/// @param atLeast whether some were not counted, so that the count reads `≥ n`
/// @param probe whether it is one that libraries only try (answered ENOSYS); never evidence
public record BlockedCall(
    String name,
    int number,
    String arch,
    String process,
    int pid,
    long count,
    boolean atLeast,
    boolean probe) {
  public BlockedCall {
    name = Printable.of(name, 64);
    arch = Printable.of(arch, 64);
    process = Printable.of(process, 64);
  }
}
