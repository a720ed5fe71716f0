package dev.cofferdam.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChildProcessTest {
  private static final int PIPES = 150;

  private final List<Pipe> pipes = new ArrayList<>();

  @AfterEach
  void close() {
    pipes.forEach(Pipe::close);
  }

  /// A busy engine has hundreds of descriptors open, so that the ones to hand on may have any
  /// number.
  @Test
  void eachStreamIsTheOneGivenWhateverNumbersItHas() {
    for (int count = 0; count < PIPES; count++) {
      pipes.add(Pipe.open());
    }
    for (int first = 0; first + 2 < PIPES; first++) {
      Pipe in = pipes.get(first);
      Pipe out = pipes.get(first + 1);
      Pipe err = pipes.get(first + 2);
      int highest = err.write().number();
      try (ChildProcess child =
          ChildProcess.spawn(
              Path.of("/bin/sh"),
              List.of("sh", "-c", "read line; echo \"out $line\"; echo \"err $line\" >&2"),
              List.of(in.read(), out.write(), err.write()))) {
        in.write().write("x\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(child.await(Duration.ofSeconds(20))).as("descriptor %d", highest).isTrue();
        assertThat(what(out)).as("descriptor %d", highest).isEqualTo("out x\n");
        assertThat(what(err)).as("descriptor %d", highest).isEqualTo("err x\n");
      }
    }
  }

  private static String what(Pipe pipe) {
    if (!Poll.readable(pipe.read(), 0)) {
      return "";
    }
    byte[] buffer = new byte[100];
    return new String(buffer, 0, pipe.read().read(buffer), StandardCharsets.US_ASCII);
  }
}
