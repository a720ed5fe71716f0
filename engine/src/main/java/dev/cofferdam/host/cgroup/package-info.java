/// Control groups, versions 1 (also hybrid) and 2, behind one small type: where sandboxes are put,
/// their limits, their counters, and the killing and removing of everything in them. A sandbox has
/// the same position in every hierarchy, `PARENT/cofferdam/ID`, because an OCI runtime takes one
/// path for all of them:
///
/// ```
/// ID           the whole sandbox: what is killed and removed
/// ID/runtime   processes of the OCI runtime itself; they start there
/// ID/box       what the runtime is given as its cgroupsPath
/// ID/box/run   the program: limits and counters live here, so that no thread of the runtime counts
/// ```
///
/// Of a single process that nothing serves, `ID` is all of these.
///
/// Sources: cgroups(7); the kernel's Documentation/admin-guide/cgroup-v2.rst and cgroup-v1/.
@NullMarked
package dev.cofferdam.host.cgroup;

import org.jspecify.annotations.NullMarked;
