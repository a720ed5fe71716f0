package dev.cofferdam.doctor;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A version of three numbers and perhaps a release candidate, as kernels and runc have it.
///
/// @param candidate the number of the release candidate; [Integer#MAX_VALUE] for a release proper,
///   which comes after its candidates
record Release(int major, int minor, int patch, int candidate) implements Comparable<Release> {
  private static final Pattern NUMBERS =
      Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,6}))?(?:[-~]rc\\.?(\\d{1,3}))?.*");
  private static final Comparator<Release> ORDER =
      Comparator.comparingInt(Release::major)
          .thenComparingInt(Release::minor)
          .thenComparingInt(Release::patch)
          .thenComparingInt(Release::candidate);

  /// Reads the start of a text, such as `1.1.5+ds1`, `6.1.0-56-amd64` or `1.4.0-rc.3`.
  static Optional<Release> parse(String text) {
    Matcher matcher = NUMBERS.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Release(
            Integer.parseInt(matcher.group(1)),
            Integer.parseInt(matcher.group(2)),
            matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3)),
            matcher.group(4) == null ? Integer.MAX_VALUE : Integer.parseInt(matcher.group(4))));
  }

  boolean isAtLeast(int otherMajor, int otherMinor) {
    return major > otherMajor || (major == otherMajor && minor >= otherMinor);
  }

  @Override
  public int compareTo(Release other) {
    return ORDER.compare(this, other);
  }
}
