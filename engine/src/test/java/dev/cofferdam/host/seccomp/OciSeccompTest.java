package dev.cofferdam.host.seccomp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OciSeccompTest {
  private final String section = OciSeccomp.section(SeccompPolicy.standard()).toString();

  @Test
  void itRefusesByTracingSoThatOurListenerStillHears() {
    assertThat(section)
        .contains("SCMP_ACT_TRACE", "SCMP_ACT_ALLOW")
        .doesNotContain("SCMP_ACT_ERRNO", "SCMP_ACT_KILL", "SCMP_ACT_NOTIFY");
  }

  @Test
  void itRefusesSetuidBitsWhereverALibraryKnowsTheCall() {
    String rules = section.replaceAll("(?<=names=\\[)[^]]*mount[^]]*", "");
    for (String name :
        List.of(
            "chmod",
            "fchmod",
            "fchmodat",
            "creat",
            "mknod",
            "mknodat",
            "mkdir",
            "mkdirat",
            "open",
            "openat",
            "mq_open")) {
      assertThat(rules).contains("names=[" + name + "]");
    }
  }

  @Test
  void itRepeatsTheUnconditionalRefusalsAndNothingThatInitNeeds() {
    Object rules = OciSeccomp.section(SeccompPolicy.standard()).get("syscalls");
    assertThat(rules).isInstanceOf(List.class);
    String first = String.valueOf(((List<?>) java.util.Objects.requireNonNull(rules)).getFirst());
    assertThat(first).contains("mount", "keyctl", "bpf", "io_uring_setup", "ptrace", "unshare");
    for (String needed :
        List.of("seccomp", "prctl", "execve", "recvmsg", "sendmsg", "close_range", "setrlimit")) {
      assertThat(first).doesNotContainPattern("\\b" + needed + "\\b");
    }
  }
}
