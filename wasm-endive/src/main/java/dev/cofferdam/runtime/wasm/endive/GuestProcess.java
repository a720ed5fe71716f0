package dev.cofferdam.runtime.wasm.endive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A process that runs one program and ends with its exit code: its whole life is one guest's. In
/// its working directory lies the request, and there it leaves the report, whose lines are `report`
/// with what the guest told, `memory` and `refused` with numbers, and at last `exit`, `trap` or
/// `host` with how it ended.
final class GuestProcess {
  /// What wasmtime(1) ends with after a trap, as a shell does after an abort.
  private static final int TRAPPED = 134;

  private static final int HOST_FAILED = 125;
  private static final int MAX_TEXT = 1000;

  /// More than the guest's own stack ever takes of it, which is the first to be used up.
  private static final long STACK_BYTES = 512L << 20;

  private static final String TOO_DEEP = "RangeError: Maximum call stack size exceeded";

  private final Conversation conversation;
  private final int maxPages;
  private Optional<QuickJs> engine = Optional.empty();

  private GuestProcess(Conversation conversation, int maxPages) {
    this.conversation = conversation;
    this.maxPages = maxPages;
  }

  /// Runs the program.
  ///
  /// @param args the size that the guest's memory may have, in pages of 64 KiB
  public static void main(String[] args) throws IOException, InterruptedException {
    String request = Files.readString(Path.of("request"));
    var process = new GuestProcess(new Conversation(request), Integer.parseInt(args[0]));
    var code = new int[] {HOST_FAILED};
    Thread guest = new Thread(null, () -> code[0] = process.run(), "guest", STACK_BYTES);
    guest.start();
    guest.join();
    Runtime.getRuntime().halt(code[0]);
  }

  private int run() {
    Ending ending = attempt();
    try {
      Files.write(Path.of("report"), lines(ending));
      return ending.code();
    } catch (IOException failed) {
      return HOST_FAILED;
    }
  }

  /// How it ended.
  private record Ending(String how, String text, int code) {}

  private Ending attempt() {
    try (InputStream stream = GuestProcess.class.getResourceAsStream("guest.image")) {
      if (stream == null) {
        return new Ending("host", "the guest's image is missing", HOST_FAILED);
      }
      Image image = Image.read(stream);
      QuickJs made = QuickJs.restored(image, maxPages, conversation);
      engine = Optional.of(made);
      while (true) {
        made.run(image.entry());
      }
    } catch (Door.Leave leave) {
      return conversation.exitCode().isPresent()
          ? new Ending("exit", "", conversation.exitCode().getAsInt())
          : new Ending("trap", conversation.failure(), TRAPPED);
    } catch (StackOverflowError deep) {
      return tooDeep();
    } catch (IOException failed) {
      return new Ending("host", "the guest's image: " + failed.getMessage(), HOST_FAILED);
    } catch (RuntimeException | OutOfMemoryError trapped) {
      return engine.filter(QuickJs::isStackUsedUp).isPresent() ? tooDeep() : trap(trapped);
    }
  }

  private Ending tooDeep() {
    conversation.complain("Uncaught " + TOO_DEEP);
    return new Ending("exit", TOO_DEEP, 1);
  }

  private Ending trap(Throwable trapped) {
    String words = engine.map(QuickJs::words).orElse("").strip();
    return new Ending(
        "trap", words.isEmpty() ? String.valueOf(trapped.getMessage()) : words, TRAPPED);
  }

  private List<String> lines(Ending ending) {
    var lines = new ArrayList<String>();
    conversation.reports().forEach(report -> lines.add("report " + report));
    lines.add("memory " + engine.map(QuickJs::memoryBytes).orElse(0L));
    lines.add("refused " + engine.map(QuickJs::refused).orElse(0L));
    String text = ending.text().replaceAll("\\s+", " ");
    lines.add(ending.how() + " " + text.substring(0, Math.min(MAX_TEXT, text.length())));
    return lines;
  }
}
