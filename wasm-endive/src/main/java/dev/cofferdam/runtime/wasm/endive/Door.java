package dev.cofferdam.runtime.wasm.endive;

/// The one way out of the guest: a call with a name and a text. Whatever is not named by the
/// implementation is refused; no object of the host's is ever handed in.
interface Door {
  /// Answers a call.
  ///
  /// @throws Leave to end the guest at once
  String ask(String name, String text);

  /// Ends the guest, from within a call of its own.
  final class Leave extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Leave() {
      super("the guest leaves", null, false, false);
    }
  }
}
