/// The filter on system calls that every Linux sandbox carries, and the ear that hears what it
/// refuses. [SeccompPolicy] says which calls an ordinary program needs, [SeccompFilter] turns that
/// into the classic BPF program which `init` installs as its last step before `execve`,
/// [RefusalListener] answers and counts the refused calls, and [OciSeccomp] is the static second
/// layer that the runtime installs, so that a sandbox without our filter or without our listener
/// still refuses. Everything that arrives here was chosen by the program inside and is hostile.
@NullMarked
package dev.cofferdam.host.seccomp;

import org.jspecify.annotations.NullMarked;
