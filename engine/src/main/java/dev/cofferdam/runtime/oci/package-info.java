/// The runtimes that take an OCI bundle (runtime-spec 1.0): `runc` now, `runsc` next. What differs
/// between them is data in their [dev.cofferdam.runtime.oci.OciRuntime], not a second copy.
///
/// Mounts are not left to the runtime: the whole root is put together by us, from checked
/// descriptors, in a mount namespace of the sandbox's own, so that every version of every runtime
/// does the same.
@NullMarked
package dev.cofferdam.runtime.oci;

import org.jspecify.annotations.NullMarked;
