package dev.cofferdam.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTest {
  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      quoteCharacter = '"',
      value = {
        "plain text,plain text",
        "größe 日本 🙂,größe 日本 🙂",
        "a\u001B[31mb,a\\x1b[31mb",
        "\u0000\u007F\u009B,\\x00\\x7f\\x9b",
        "a\u202Eb\u200Bc,a<U+202e>b<U+200b>c",
        "\uD800x,<U+d800>x",
        "\uE000,<U+e000>"
      })
  void makesVisibleWhatATerminalWouldObey(String text, String printable) {
    assertThat(Printable.of(text)).isEqualTo(printable);
  }

  @Test
  void keepsOneLine() {
    assertThat(Printable.of("a\nb\r\tc")).isEqualTo("a\\nb\\r\\tc");
    assertThat(Printable.of("\u2028\u2029")).isEqualTo("<U+2028><U+2029>");
  }

  @Test
  void bytesThatAreNoTextAreShownAsBytes() {
    assertThat(Printable.of("Grüße 日本 🙂".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("Grüße 日本 🙂");
    assertThat(Printable.of("a\u001b[2J\n\u0000b\u202e".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("a\\x1b[2J\\n\\x00b<U+202e>");
    assertThat(Printable.of(new byte[] {'a', (byte) 0xff, (byte) 0xc3})).isEqualTo("a\\xff\\xc3");
    assertThat(Printable.untilNul(new byte[] {'s', 'h', 0, 'x'})).isEqualTo("sh");
    assertThat(Printable.of(new byte[0])).isEmpty();
  }

  @Test
  void isBoundedAndComesOutUnchangedAgain() {
    for (String text : new String[] {"x".repeat(5000), "\u001B".repeat(5000), "🙂".repeat(5000)}) {
      String once = Printable.of(text);
      assertThat(once.length()).isLessThanOrEqualTo(Printable.MAX_CHARACTERS + 1);
      assertThat(once).endsWith(Printable.CUT);
      assertThat(Printable.of(once)).isEqualTo(once);
    }
    assertThat(Printable.of("abcdef", 3)).isEqualTo("abc…");
  }
}
