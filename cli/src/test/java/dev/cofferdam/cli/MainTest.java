package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @ParameterizedTest
  @ValueSource(strings = {"run --frobnicate x.py", "run -Z", "ps --all", "ps x", "frob", "--frob"})
  void anUnknownWordIsOneLineAndAHint(String words) {
    Words.Answer answer = Words.say(words.split(" ", -1));
    assertThat(answer.status()).isEqualTo(125);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err().lines()).hasSize(2).allMatch(line -> line.startsWith("cofferdam: "));
    assertThat(answer.err()).contains("unknown ").contains("--help");
  }

  @Test
  void aFlagWithoutItsValueIsOneLineAndAHint() {
    Words.Answer answer = Words.say("run", "--memory");
    assertThat(answer.status()).isEqualTo(125);
    assertThat(answer.err().lines()).hasSize(2);
  }

  @Test
  void aRefusalIsOneLineAndItsRemedy() {
    Words.Answer answer = Words.say("run", "--cpus", "0", "--", "true");
    assertThat(answer)
        .isEqualTo(
            new Words.Answer(
                125,
                "",
                """
                cofferdam: CPU limit must be at least 0.01
                cofferdam:   for example --cpus 1
                """));
  }

  @Test
  void whoAsksForJsonGetsARefusalAsJson() {
    Words.Answer answer = Words.say("run", "--json", "--cpus", "0", "--", "true");
    assertThat(answer)
        .isEqualTo(
            new Words.Answer(
                125,
                """
                {"schemaVersion":1,"error":{"code":"INVALID_REQUEST",\
                "message":"CPU limit must be at least 0.01","remedy":"for example --cpus 1"}}
                """,
                """
                cofferdam: CPU limit must be at least 0.01
                cofferdam:   for example --cpus 1
                """));
    assertThat(Words.say("run", "--json", "--frobnicate", "--", "true").out())
        .startsWith("{\"schemaVersion\":1,\"error\":{\"code\":\"INVALID_REQUEST\"")
        .contains("unknown flag: '--frobnicate'");
    assertThat(Words.say("run", "--cpus", "0", "--", "echo", "--json").out()).isEmpty();
  }

  @Test
  void debugShowsTheStackTrace() {
    assertThat(Words.say("run", "--debug", "--cpus", "0", "--", "true").err())
        .contains("at dev.cofferdam");
  }

  @Test
  void withoutAProgramItSaysSo() {
    assertThat(Words.say("run").err()).contains("no program given");
    assertThat(Words.say("run", "--").err()).contains("no command given");
  }

  @Test
  void escapesInArgumentsDoNotReachTheTerminal() {
    assertThat(Words.say("run", "\u001b[31mx.py").err()).doesNotContain("\u001b").contains("\\x1b");
  }

  @Test
  void anArgumentThatTheJvmCouldNotDecodeIsRefused() {
    assertThat(Words.say("run", "--", "echo", "\uFFFD").err()).contains("not UTF-8");
  }

  @Test
  void standardInputCannotBeTheProgramAndItsInput() {
    assertThat(Words.say("run", "-i", "-").err()).contains("already the program");
  }

  @Test
  void helpGoesToStandardOutput() {
    for (String command : new String[] {"", "run", "ps", "gc", "doctor", "setup", "version"}) {
      Words.Answer answer = command.isEmpty() ? Words.say("--help") : Words.say(command, "--help");
      assertThat(answer.status()).isZero();
      assertThat(answer.out()).startsWith("Usage: cofferdam");
      assertThat(answer.err()).isEmpty();
    }
  }

  @Test
  void completionKnowsTheFlagsOfEveryCommand() {
    assertThat(Words.say("completion", "bash").out())
        .contains("--pids-limit")
        .contains("-o default");
    assertThat(Words.say("completion", "zsh").out()).startsWith("autoload");
    assertThat(Words.say("completion", "fish").status()).isEqualTo(125);
  }

  @Test
  void aReaderThatWentAwayIsNoSuccess() {
    var closed =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    var console =
        new Console(InputStream.nullInputStream(), closed, OutputStream.nullOutputStream());
    assertThat(Main.execute(console, "version")).isEqualTo(141);
  }

  @Test
  void theCallersLocaleIsWhatTheLauncherSaved() {
    assertThat(Caller.variable("PATH")).isEqualTo(Optional.ofNullable(System.getenv("PATH")));
  }
}
