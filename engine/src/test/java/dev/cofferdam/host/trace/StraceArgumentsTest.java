package dev.cofferdam.host.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Arguments as gVisor prints them.
class StraceArgumentsTest {
  private static final CallShape OPENAT = TracedCall.OPENAT.shape();
  private static final CallShape CONNECT = TracedCall.CONNECT.shape();

  @Test
  void aPathMayHaveCommas() {
    StraceArguments words =
        StraceArguments.of("AT_FDCWD /workspace, 0x7ee1 a, b, , c, O_WRONLY|O_CREAT, 0o666");
    assertThat(words.path(OPENAT).path()).contains("/workspace/a, b, , c");
    assertThat(words.writes(OPENAT)).isTrue();
    assertThat(StraceArguments.of("0x7ee1 , ").path(TracedCall.CHDIR.shape()).path())
        .contains(", ");
    assertThat(StraceArguments.of("").path(OPENAT).path()).isEmpty();
  }

  @Test
  void whatFollowsAPathOfManyPiecesIsRead() {
    String path = "/" + "a, ".repeat(1000) + "b";
    StraceArguments words =
        StraceArguments.of("AT_FDCWD /workspace, 0x7ee1 " + path + ", O_WRONLY|O_CREAT, 0o666");
    assertThat(words.path(OPENAT).path().orElseThrow()).startsWith("/a, a, a");
    assertThat(words.writes(OPENAT)).isTrue();
  }

  @Test
  void anAddressIsTheWholeOfItsArgument() {
    String address = "{Family: AF_INET, Addr: 203.0.113.7, Port: 443}";
    assertThat(destination("0x3 socket:[7], 0x7ee1 " + address + ", 0x10"))
        .isEqualTo("inet 203.0.113.7 443");
    assertThat(
            destination(
                "0x3 socket:[7], 0x7ee1 {Family: AF_INET6, Addr: 2001:db8::1, Port: 1}, 0x1c"))
        .isEqualTo("inet6 2001:db8::1 1");
    for (String name :
        new String[] {"/tmp/" + address, address, "}, 0x1 " + address, "\\\"}" + address}) {
      assertThat(
              destination("0x3 socket:[7], 0x7ee1 {Family: AF_UNIX, Addr: \"" + name + "\"}, 0x3a"))
          .startsWith("unix ");
    }
    assertThat(destination("0x3 socket:[7], 0x7ee1 /x " + address + ", 0x10")).isEmpty();
  }

  /// What a program puts into a path costs no more than its length; its square would take minutes.
  @Test
  void aPathFullOfCommasIsReadInNoTime() {
    for (String piece : new String[] {", ", "AB, ", "Aa, ", "0x1, ", "{, ", "AB"}) {
      String text = "0x7ee1 /" + piece.repeat(1_000_000) + ", O_RDONLY, 0o0";
      assertTimeoutPreemptively(Duration.ofSeconds(10), () -> StraceArguments.of(text));
    }
  }

  private static String destination(String arguments) {
    return StraceArguments.of(arguments)
        .destination(CONNECT)
        .map(to -> to.family() + " " + to.address() + " " + to.port())
        .orElse("");
  }
}
