package dev.cofferdam.diagnosis;

/// Amounts as people read them and as the command line takes them.
final class Amounts {
  private static final long KIB = 1L << 10;
  private static final long MIB = 1L << 20;

  private Amounts() {}

  /// Bytes in the largest of bytes, KiB and MiB that leaves at least one, with one decimal place
  /// where it is not whole.
  static String size(long bytes) {
    if (bytes < KIB) {
      return bytes + " bytes";
    }
    return bytes < MIB ? scaled(bytes, KIB) + " KiB" : scaled(bytes, MIB) + " MiB";
  }

  /// Milliseconds as seconds with one decimal place where they are not whole.
  static String seconds(long millis) {
    return millis < 1000 ? millis + " ms" : scaled(millis, 1000) + " s";
  }

  /// Twice the bytes as a flag takes it, in whole MiB, rounded up.
  static String doubledSize(long bytes) {
    return Math.ceilDiv(Math.multiplyExact(bytes, 2L), MIB) + "m";
  }

  /// Twice the time as a flag takes it, in whole seconds, rounded up.
  static String doubledTime(long millis) {
    return Math.ceilDiv(millis * 2, 1000L) + "s";
  }

  /// Thousandths of a CPU as a flag takes them.
  static String cpus(long milliCpus) {
    String thousandths = Long.toString(1000 + milliCpus % 1000).substring(1);
    String trimmed = thousandths.replaceAll("0+$", "");
    return milliCpus / 1000 + (trimmed.isEmpty() ? "" : "." + trimmed);
  }

  /// A count with its noun.
  static String times(long count) {
    return count == 1 ? "once" : count + " times";
  }

  private static String scaled(long amount, long unit) {
    long tenths = (amount / unit) * 10 + (amount % unit) * 10 / unit;
    return tenths % 10 == 0 ? Long.toString(tenths / 10) : tenths / 10 + "." + tenths % 10;
  }
}
