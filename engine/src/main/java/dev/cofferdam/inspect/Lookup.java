package dev.cofferdam.inspect;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.ledger.Life;
import dev.cofferdam.text.Printable;
import java.util.List;
import java.util.Optional;

/// Which living sandbox a word means: by its id, its name, or the beginning of one id only, in this
/// order.
public final class Lookup {
  private Lookup() {}

  /// Finds it.
  ///
  /// @throws CofferdamException when it is none, or more than one
  public static Life find(String word, List<Life> living) {
    List<Life> begins =
        word.isEmpty()
            ? List.of()
            : living.stream().filter(life -> life.id().value().startsWith(word)).toList();
    Optional<Life> named =
        living.stream().filter(life -> life.name().equals(Optional.of(word))).findFirst();
    if (begins.size() == 1 && begins.getFirst().id().value().equals(word)) {
      return begins.getFirst();
    }
    if (named.isPresent()) {
      return named.get();
    }
    if (begins.size() > 1) {
      throw CofferdamException.invalid(
          "'%s' begins the ids of %d sandboxes".formatted(Printable.of(word), begins.size()),
          "write more of it; 'cofferdam ps' lists them");
    }
    if (begins.isEmpty()) {
      throw CofferdamException.invalid(
          "no living sandbox has the id or name '" + Printable.of(word, 80) + "'",
          "'cofferdam ps' lists those that live");
    }
    return begins.getFirst();
  }
}
