package dev.cofferdam.sandbox;

import dev.cofferdam.error.CofferdamException;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/// The random name of a sandbox. Its alphabet makes it safe as a host label, a folder, a cgroup and
/// a namespace name; nothing else is accepted anywhere an id is taken.
///
/// @param value 21 characters, `[a-z][a-z0-9]{20}`
public record SandboxId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]{20}");
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final int LENGTH = 21;
  private static final SecureRandom RANDOM = new SecureRandom();

  public SandboxId {
    if (!FORM.matcher(value).matches()) {
      throw CofferdamException.invalid("not a sandbox id", "take one from 'cofferdam ps'");
    }
  }

  /// Whether the text has the form of an id.
  public static boolean isValid(String text) {
    return FORM.matcher(text).matches();
  }

  /// A new id of about 108 random bits.
  public static SandboxId random() {
    var name = new StringBuilder(LENGTH).append(LETTERS.charAt(RANDOM.nextInt(26)));
    while (name.length() < LENGTH) {
      name.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return new SandboxId(name.toString());
  }

  @Override
  public String toString() {
    return value;
  }
}
