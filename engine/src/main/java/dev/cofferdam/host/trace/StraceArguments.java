package dev.cofferdam.host.trace;

import dev.cofferdam.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The arguments of a system call as gVisor prints them: `AT_FDCWD /workspace, 0x7ee1abdb2f90
/// /etc/newfile, O_WRONLY|O_CREAT, 0o666`. A pointer to a text is followed by the text itself,
/// which is not quoted: what follows a comma belongs to a path until it looks like an argument.
final class StraceArguments {
  private static final Pattern ARGUMENT =
      Pattern.compile("0x[0-9a-f]|0o[0-7]|-?\\d+$|[A-Z][A-Z0-9_]+(?:[| ]|$)|\\{");

  /// The whole of an argument: a path may have the text of an address in it.
  private static final Pattern ADDRESS =
      Pattern.compile(
          "0x[0-9a-f]+ \\{Family: AF_INET6?, Addr: ([0-9a-fA-F.:]+), Port: (\\d{1,5})\\}");

  private static final Pattern UNIX =
      Pattern.compile("0x[0-9a-f]+ \\{Family: AF_UNIX, Addr: \"?(.*?)\"?\\}?", Pattern.DOTALL);
  private static final String SEPARATOR = ", ";

  /// No call has more arguments than six; what a program puts into a path may look like many.
  private static final int MAX_WORDS = 8;

  /// Of a text with more pieces than these between commas only the last few are looked at besides:
  /// flags and modes come last, and a path is told by its beginning.
  private static final int MAX_PIECES = 64;

  private static final int LAST_PIECES = 4;

  private static final int MAX_PATH = 255;

  private final List<String> words;

  private StraceArguments(List<String> words) {
    this.words = words;
  }

  /// Reads each character once or twice, whatever a program put between them.
  static StraceArguments of(String text) {
    var words = new ArrayList<String>();
    Matcher argument = ARGUMENT.matcher(text);
    int begin = 0;
    boolean opened = false;
    boolean closed = false;
    int from = 0;
    int pieces = 0;
    while (from >= 0 && words.size() < MAX_WORDS) {
      int comma = text.indexOf(SEPARATOR, from);
      int to = comma < 0 ? text.length() : comma;
      // An address is one argument with commas of its own.
      boolean inside = opened && !closed;
      if (from > 0 && !inside && argument.region(from, to).lookingAt()) {
        words.add(text.substring(begin, from - SEPARATOR.length()));
        begin = from;
        opened = false;
        closed = false;
      }
      opened = opened || text.indexOf('{', from, to) >= 0;
      closed = closed || text.indexOf('}', from, to) >= 0;
      from = comma < 0 ? -1 : comma + SEPARATOR.length();
      if (++pieces == MAX_PIECES) {
        from = lastPieces(text, from);
      }
    }
    words.add(text.substring(begin));
    return new StraceArguments(List.copyOf(words));
  }

  /// Where the last few pieces of a text begin, not before a place in it.
  private static int lastPieces(String text, int from) {
    int at = text.length();
    for (int i = 0; i < LAST_PIECES && at > from; i++) {
      at = text.lastIndexOf(SEPARATOR, at - 1);
    }
    return from < 0 ? from : Math.max(from, at + SEPARATOR.length());
  }

  /// The file that a call of this shape was about; joined to its directory when it is relative.
  CallerPaths.Found path(CallShape shape) {
    if (shape.tail() != CallShape.Tail.PATH) {
      return CallerPaths.Found.NOTHING;
    }
    String path = text(shape.pointer());
    if (path.isEmpty()) {
      return CallerPaths.Found.NOTHING;
    }
    String directory = shape.directory() == CallShape.NONE ? "" : text(shape.directory());
    String shown = Printable.of(path, MAX_PATH);
    if (path.startsWith("/")) {
      return new CallerPaths.Found(Optional.of(shown), false);
    }
    return directory.startsWith("/")
        ? new CallerPaths.Found(
            Optional.of(CallerPaths.join(Printable.of(directory, MAX_PATH), shown)), false)
        : new CallerPaths.Found(Optional.of(shown), true);
  }

  /// The address that a call of this shape was about.
  Optional<Destination> destination(CallShape shape) {
    if (shape.tail() != CallShape.Tail.ADDRESS && shape.tail() != CallShape.Tail.MESSAGE) {
      return Optional.empty();
    }
    String word = word(shape.pointer());
    Matcher unix = UNIX.matcher(word);
    if (unix.matches()) {
      return Optional.of(new Destination(Printable.of(unix.group(1), MAX_PATH), 0, "unix"));
    }
    Matcher inet = ADDRESS.matcher(word);
    if (!inet.matches()) {
      return Optional.empty();
    }
    String address = inet.group(1);
    return Optional.of(
        new Destination(
            address, Integer.parseInt(inet.group(2)), address.contains(":") ? "inet6" : "inet"));
  }

  /// Whether the call meant to change what it names.
  boolean writes(CallShape shape) {
    return switch (shape.intent()) {
      case READS -> false;
      case WRITES -> true;
      case OPEN_FLAGS -> {
        String flags = word(shape.flags());
        yield flags.contains("O_WRONLY")
            || flags.contains("O_RDWR")
            || flags.contains("O_CREAT")
            || flags.contains("O_TRUNC");
      }
      case ACCESS_MODE -> {
        String mode = word(shape.flags());
        yield mode.matches("0o?[0-7]+") && (mode.charAt(mode.length() - 1) - '0' & 2) != 0;
      }
    };
  }

  private String word(int index) {
    return index >= 0 && index < words.size() ? words.get(index) : "";
  }

  /// What follows the pointer or the number in an argument.
  private String text(int index) {
    String word = word(index);
    int space = word.indexOf(' ');
    return space < 0 ? "" : word.substring(space + 1);
  }
}
