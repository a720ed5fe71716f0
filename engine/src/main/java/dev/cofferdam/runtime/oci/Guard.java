package dev.cofferdam.runtime.oci;

import dev.cofferdam.host.seccomp.OciSeccomp;
import dev.cofferdam.host.seccomp.SeccompFilter;
import dev.cofferdam.host.seccomp.SeccompPolicy;
import dev.cofferdam.sandbox.Bytes;
import java.util.Map;

/// What refuses system calls inside, in the two forms that a sandbox is given.
///
/// @param policy which calls
/// @param filter what `init` installs, as `struct sock_filter[]`
/// @param section what the runtime installs before, as in config.json
record Guard(SeccompPolicy policy, Bytes filter, Map<String, Object> section) {
  /// On the host's kernel: refusals are heard by our listener.
  static Guard onHost() {
    return OnHost.GUARD;
  }

  /// Behind the Sentry, which has no listeners and tells of refusals in its log.
  static Guard behindSentry() {
    return BehindSentry.GUARD;
  }

  // Each is compiled when it is first needed, and once.
  private static final class OnHost {
    static final Guard GUARD = make(SeccompPolicy.standard());

    private static Guard make(SeccompPolicy policy) {
      return new Guard(policy, Bytes.of(SeccompFilter.compile(policy)), OciSeccomp.section(policy));
    }
  }

  private static final class BehindSentry {
    static final Guard GUARD = make(SeccompPolicy.behindSentry());

    private static Guard make(SeccompPolicy policy) {
      return new Guard(
          policy,
          Bytes.of(SeccompFilter.compileUnheard(policy)),
          OciSeccomp.unheardSection(policy));
    }
  }
}
