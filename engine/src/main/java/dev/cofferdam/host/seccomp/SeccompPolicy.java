package dev.cofferdam.host.seccomp;

import dev.cofferdam.host.seccomp.ArgumentTest.NoBits;
import dev.cofferdam.host.seccomp.ArgumentTest.NoneOf;
import dev.cofferdam.host.seccomp.ArgumentTest.OneOf;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Which system calls a program in a sandbox may make: an explicit list, and everything else is
/// refused with EPERM and logged.
///
/// Three groups stand beside the list. Calls whose danger lies in an argument are allowed only
/// while their tests pass. Calls that libraries merely try before they fall back (*probes*) get
/// ENOSYS, and so does every number that Linux 6.18 does not have: a newer libc must see an older
/// kernel there, not a prohibition. And clone3, which glibc tries at every thread and fork, gets
/// ENOSYS at no cost; its flags lie behind a pointer, where no filter can read them.
///
/// No setuid or setgid bit can be made: the calls that take a file mode refuse S_ISUID and S_ISGID,
/// openat2 (its mode lies behind a pointer) is a probe and io_uring is refused.
///
/// `seccomp` may add filters but no listener. As long as ours is heard the kernel itself refuses a
/// second one (EBUSY); once the engine is dead it would not, and a listener of the program's own
/// could then wave through what our filter refuses (linux/seccomp.h on stacked listeners).
///
/// Immutable and safe for any thread.
public final class SeccompPolicy {
  /// Numbers from here on belong to other calling conventions (x32, negative).
  static final int FOREIGN = Arch.X32_BIT;

  private static final Rule ALLOW = new Rule.Allow();
  private static final Rule REFUSE = new Rule.Refuse();
  private static final Rule PROBE = new Rule.Probe();
  private static final Rule ABSENT = new Rule.Absent();

  /// S_ISUID | S_ISGID of sys/stat.h.
  private static final int SET_ID = 06000;

  /// O_CREAT | __O_TMPFILE of asm-generic/fcntl.h: only with these does open take a mode.
  private static final int CREATES = 0100 | 020000000;

  /// CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID and NEWNET of linux/sched.h.
  private static final int NEW_NAMESPACES = 0x7E020000;

  private static final int AF_UNIX = 1;
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int AF_NETLINK = 16;

  /// Unspecified, ICMP, TCP, UDP, ICMPv6, MPTCP. The others (SCTP, DCCP, L2TP, raw) load kernel
  /// modules that hardly anybody audits.
  private static final Set<Integer> INTERNET_PROTOCOLS = Set.of(0, 1, 6, 17, 58, 262);

  /// SOCK_STREAM and SOCK_DGRAM, alone and with SOCK_NONBLOCK and SOCK_CLOEXEC. The others are
  /// SOCK_RAW, SOCK_PACKET (an AF_PACKET socket in disguise), and types that load a module even
  /// with protocol 0 (SOCK_DCCP).
  private static final Set<Integer> INTERNET_TYPES =
      Set.of(1, 0x801, 0x80001, 0x80801, 2, 0x802, 0x80002, 0x80802);

  /// TIOCSTI types into the terminal that we lent, TIOCLINUX pastes into a console, TIOCCONS takes
  /// its output, TIOCSETD loads line disciplines (asm-generic/ioctls.h).
  private static final Set<Integer> TERMINAL_INJECTION = Set.of(0x5412, 0x541C, 0x541D, 0x5423);

  /// Tried by libraries that fall back when they are missing: libnuma, hwloc and allocators (memory
  /// policy, process_madvise), util-linux and libselinux (statmount, lsm_*), e2fsprogs
  /// (file_*attr), gnulib (openat2), databases and web servers (io_*: their contexts come out of
  /// fs.aio-max-nr, one number for the whole host); the last three are dead numbers even outside.
  static final Set<String> PROBES =
      Set.of(
          "openat2",
          "get_mempolicy",
          "set_mempolicy",
          "set_mempolicy_home_node",
          "mbind",
          "move_pages",
          "process_madvise",
          "cachestat",
          "statmount",
          "listmount",
          "lsm_get_self_attr",
          "lsm_list_modules",
          "file_getattr",
          "file_setattr",
          "io_setup",
          "io_destroy",
          "io_submit",
          "io_cancel",
          "io_getevents",
          "io_pgetevents",
          "set_thread_area",
          "get_thread_area",
          "_sysctl");

  private static final SeccompPolicy STANDARD = new SeccompPolicy(Set.of());
  private static final SeccompPolicy BEHIND_SENTRY = new SeccompPolicy(Set.of("syslog"));

  private final TreeMap<Integer, Rule> rules = new TreeMap<>();

  private SeccompPolicy(Set<String> alsoAllowed) {
    SyscallTable table = SyscallTable.of(Arch.X86_64);
    Map<String, Rule> conditional = conditional();
    for (int number : table.numbers()) {
      String name = table.name(number);
      Rule rule =
          AllowedCalls.NAMES.contains(name) || alsoAllowed.contains(name)
              ? ALLOW
              : PROBES.contains(name) ? PROBE : conditional.getOrDefault(name, REFUSE);
      rules.put(number, rule);
    }
  }

  /// The policy of every sandbox that shares the host's kernel.
  public static SeccompPolicy standard() {
    return STANDARD;
  }

  /// The policy behind gVisor's Sentry: what it answers from itself and not from the host may be
  /// asked for. Its kernel log is a text of its own, by which one sees where one is.
  public static SeccompPolicy behindSentry() {
    return BEHIND_SENTRY;
  }

  /// What becomes of a call of the native convention.
  ///
  /// @param number as in `seccomp_data.nr`
  /// @param arguments up to six registers; missing ones are 0
  public Verdict verdict(int number, long... arguments) {
    return switch (rule(number)) {
      case Rule.Allow _ -> Verdict.ALLOW;
      case Rule.Refuse _ -> Verdict.REFUSE;
      case Rule.Probe _ -> Verdict.PROBE;
      case Rule.Absent _ -> Verdict.ABSENT;
      case Rule.AllowWhen when ->
          when.alternatives().stream().anyMatch(tests -> all(tests, arguments))
              ? Verdict.ALLOW
              : Verdict.REFUSE;
    };
  }

  /// The strictest of what can become of a call of the native convention, whatever its arguments.
  ///
  /// @param number as in `seccomp_data.nr`
  public Verdict strictest(int number) {
    return rule(number) instanceof Rule.AllowWhen ? Verdict.REFUSE : verdict(number);
  }

  /// The rule of a number of the native convention.
  Rule rule(int number) {
    return number < 0 || number >= FOREIGN ? REFUSE : rules.getOrDefault(number, PROBE);
  }

  /// The greatest number that has a rule of its own.
  int greatestNumber() {
    return rules.lastKey();
  }

  private static boolean all(List<ArgumentTest> tests, long[] arguments) {
    return tests.stream()
        .allMatch(test ->
            test.passes(test.argument() < arguments.length ? arguments[test.argument()] : 0));
  }

  private static Map<String, Rule> conditional() {
    return Map.ofEntries(
        Map.entry("clone3", ABSENT),
        Map.entry("clone", when(new NoBits(0, NEW_NAMESPACES))),
        Map.entry("personality", when(new OneOf(0, Set.of(0, -1)))),
        Map.entry("ioctl", when(new NoneOf(1, TERMINAL_INJECTION))),
        Map.entry("socket", socket()),
        // The kernel makes two sockets before it finds that a family has no pairs.
        Map.entry("socketpair", when(new OneOf(0, Set.of(AF_UNIX)))),
        Map.entry("seccomp", seccomp()),
        Map.entry("chmod", mode(1)),
        Map.entry("fchmod", mode(1)),
        Map.entry("fchmodat", mode(2)),
        Map.entry("fchmodat2", mode(2)),
        Map.entry("creat", mode(1)),
        Map.entry("mknod", mode(1)),
        Map.entry("mknodat", mode(2)),
        Map.entry("mkdir", mode(1)),
        Map.entry("mkdirat", mode(2)),
        Map.entry("open", modeWhenCreating(1)),
        Map.entry("openat", modeWhenCreating(2)),
        Map.entry("mq_open", modeWhenCreating(1)));
  }

  private static Rule socket() {
    return anyOf(
        List.of(
            List.of(new OneOf(0, Set.of(AF_UNIX))),
            List.of(
                new OneOf(0, Set.of(AF_INET, AF_INET6)),
                new OneOf(1, INTERNET_TYPES),
                new OneOf(2, INTERNET_PROTOCOLS)),
            // Protocol 0 is NETLINK_ROUTE: getaddrinfo and if_nameindex ask it for addresses.
            List.of(new OneOf(0, Set.of(AF_NETLINK)), new OneOf(2, Set.of(0)))));
  }

  /// Operation 1 is SECCOMP_SET_MODE_FILTER, bit 8 of its flags SECCOMP_FILTER_FLAG_NEW_LISTENER;
  /// 0, 2 and 3 are strict mode and two questions.
  private static Rule seccomp() {
    return anyOf(
        List.of(
            List.of(new OneOf(0, Set.of(0, 2, 3))),
            List.of(new OneOf(0, Set.of(1)), new NoBits(1, 8))));
  }

  private static Rule mode(int argument) {
    return when(new NoBits(argument, SET_ID));
  }

  private static Rule modeWhenCreating(int flags) {
    return anyOf(
        List.of(List.of(new NoBits(flags, CREATES)), List.of(new NoBits(flags + 1, SET_ID))));
  }

  private static Rule when(ArgumentTest test) {
    return anyOf(List.of(List.of(test)));
  }

  private static Rule anyOf(List<List<ArgumentTest>> alternatives) {
    return new Rule.AllowWhen(alternatives);
  }
}
