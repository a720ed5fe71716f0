package dev.cofferdam.cli;

import dev.cofferdam.error.CofferdamException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Amounts as Docker's users write them. Every method takes the flag's name for its message and
/// throws a [CofferdamException] that shows how it is written.
final class Quantity {
  private static final Pattern SIZE =
      Pattern.compile("(\\d{1,18}(?:\\.\\d{1,9})?)\\s?([kmgt]?)(?:i?b)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern TIME = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)(ms|s|m|h|)");
  private static final Pattern DECIMAL = Pattern.compile("\\d{1,7}(\\.\\d{1,9})?|\\.\\d{1,9}");

  private Quantity() {}

  /// Bytes: `128m`, `1g`, `512k`, `1.5gb`, or a plain number; units are powers of 1024.
  static long bytes(String flag, String text) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      throw invalid(flag, text, "a size is a number with b, k, m, g or t: " + flag + " 128m");
    }
    int power = "kmgt".indexOf(matcher.group(2).toLowerCase(Locale.ROOT)) + 1;
    if (matcher.group(2).isEmpty()) {
      power = 0;
    }
    BigDecimal size =
        new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(1L << (10 * power)));
    if (size.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw invalid(flag, text, "no machine has that much");
    }
    return size.longValue();
  }

  /// A number of CPUs in thousandths: `0.5` is 500.
  static int milliCpus(String flag, String text) {
    if (!DECIMAL.matcher(text).matches()) {
      throw invalid(flag, text, "a number of CPUs is a decimal: " + flag + " 0.5");
    }
    BigDecimal thousandths =
        new BigDecimal(text).movePointRight(3).setScale(0, RoundingMode.HALF_UP);
    return thousandths.min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValue();
  }

  /// A time: `30s`, `500ms`, `2m`, `1h`; a plain number is seconds, as timeout(1) has it.
  static Duration time(String flag, String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      throw invalid(flag, text, "a time is a number with ms, s, m or h: " + flag + " 30s");
    }
    long millis =
        switch (matcher.group(2)) {
          case "ms" -> 1;
          case "m" -> 60_000;
          case "h" -> 3_600_000;
          default -> 1000;
        };
    return Duration.ofMillis(
        new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(millis)).longValue());
  }

  /// A whole number.
  static long whole(String flag, String text) {
    if (!text.matches("\\d{1,18}")) {
      throw invalid(flag, text, "it takes a whole number");
    }
    return Long.parseLong(text);
  }

  /// A whole number that fits an `int`; larger ones become the largest, for the spec to refuse.
  static int count(String flag, String text) {
    return (int) Math.min(whole(flag, text), Integer.MAX_VALUE);
  }

  static CofferdamException invalid(String flag, String text, String remedy) {
    return CofferdamException.invalid(flag + ": cannot read '" + text + "'", remedy);
  }
}
