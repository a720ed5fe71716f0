package dev.cofferdam.host.seccomp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The static second layer: the `linux.seccomp` section of a bundle's config.json, installed by the
/// runtime before `init` starts.
///
/// Of several filters the strictest answer wins: ERRNO before USER_NOTIF before TRACE before ALLOW
/// (seccomp(2)). An ERRNO here would hide a call from our listener. TRACE without a tracer refuses
/// with ENOSYS and ranks below USER_NOTIF: it fails closed where ours is missing and hides nothing
/// where ours is there. The other architectures are listed because the runtime's library kills a
/// program at its first call of one that is not.
public final class OciSeccomp {
  private static final Map<String, Object> TRACE = Map.of("action", "SCMP_ACT_TRACE");
  private static final Map<String, Object> EPERM =
      Map.of("action", "SCMP_ACT_ERRNO", "errnoRet", 1);

  /// Unknown to libseccomp before 2.6 (Debian 12 has 2.5.4). What a runtime does with a name that
  /// it does not know is its own affair, so it gets only those that all know.
  private static final int LAST_KNOWN_CALL = 450;

  private static final int AF_ALG = 38;
  private static final int AF_VSOCK = 40;

  /// Of asm-generic/fcntl.h, without O_DIRECTORY: only with these does open take a mode.
  private static final int O_CREAT = 0100;

  private static final int O_TMPFILE = 020000000;

  private final Map<String, Object> refusal;

  private OciSeccomp(Map<String, Object> refusal) {
    this.refusal = refusal;
  }

  /// The section as nested maps and lists of strings and numbers, ready to be written as JSON.
  ///
  /// @param policy whose unconditional refusals are repeated here, with the setuid rule (but for
  ///   fchmodat2, which those libraries do not know) and the two socket families that no namespace
  ///   covers
  public static Map<String, Object> section(SeccompPolicy policy) {
    return new OciSeccomp(TRACE).layer(policy);
  }

  /// As [#section], for a kernel without listeners, where nothing can be hidden from ours: EPERM.
  public static Map<String, Object> unheardSection(SeccompPolicy policy) {
    return new OciSeccomp(EPERM).layer(policy);
  }

  private Map<String, Object> layer(SeccompPolicy policy) {
    List<Map<String, Object>> rules = new ArrayList<>();
    rules.add(rule(refusedNames(policy), List.of()));
    for (long bit : new long[] {04000, 02000}) {
      for (String name : List.of("chmod", "fchmod", "creat", "mknod", "mkdir")) {
        rules.add(rule(name, List.of(masked(1, bit))));
      }
      for (String name : List.of("fchmodat", "mknodat", "mkdirat")) {
        rules.add(rule(name, List.of(masked(2, bit))));
      }
      for (long creates : new long[] {O_CREAT, O_TMPFILE}) {
        rules.add(rule("open", List.of(masked(1, creates), masked(2, bit))));
        rules.add(rule("openat", List.of(masked(2, creates), masked(3, bit))));
        rules.add(rule("mq_open", List.of(masked(1, creates), masked(2, bit))));
      }
    }
    rules.add(family(AF_ALG));
    rules.add(family(AF_VSOCK));
    return Map.of(
        "defaultAction",
        "SCMP_ACT_ALLOW",
        "architectures",
        List.of("SCMP_ARCH_X86_64", "SCMP_ARCH_X86", "SCMP_ARCH_X32"),
        "syscalls",
        List.copyOf(rules));
  }

  private static List<String> refusedNames(SeccompPolicy policy) {
    SyscallTable table = SyscallTable.of(Arch.X86_64);
    return table.numbers().stream()
        .filter(number -> number <= LAST_KNOWN_CALL)
        .filter(number -> policy.rule(number) instanceof Rule.Refuse)
        .map(table::name)
        .sorted()
        .toList();
  }

  private static Map<String, Object> masked(int argument, long bit) {
    return Map.of("index", argument, "value", bit, "valueTwo", bit, "op", "SCMP_CMP_MASKED_EQ");
  }

  private Map<String, Object> family(long family) {
    return rule("socket", List.of(Map.of("index", 0, "value", family, "op", "SCMP_CMP_EQ")));
  }

  /// Refuses a call all of whose tests hold.
  private Map<String, Object> rule(String name, List<Map<String, Object>> tests) {
    return rule(List.of(name), tests);
  }

  private Map<String, Object> rule(List<String> names, List<Map<String, Object>> tests) {
    var rule = new LinkedHashMap<>(refusal);
    rule.put("names", names);
    if (!tests.isEmpty()) {
      rule.put("args", tests);
    }
    return rule;
  }
}
