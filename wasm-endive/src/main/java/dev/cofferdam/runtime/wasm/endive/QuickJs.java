package dev.cofferdam.runtime.wasm.endive;

import io.roastedroot.quickjs4j.core.JavyPluginModule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import run.endive.runtime.HostFunction;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.runtime.Memory;
import run.endive.wasm.types.FunctionType;
import run.endive.wasm.types.MemoryLimits;
import run.endive.wasm.types.MutabilityType;
import run.endive.wasm.types.ValType;

/// One QuickJS in memory of its own. Of quickjs4j only the compiled module is used, not the bridge
/// between JavaScript and Java that it has beside it.
final class QuickJs {
  private static final ValType I32 = ValType.I32;
  private static final int MAX_MESSAGE = 1 << 20;
  private static final int PAIR_BYTES = 8;

  /// The global that compilers of C and Rust keep the stack's address in.
  private static final int STACK_POINTER = 0;

  /// More than any function of the engine's takes at once, and less than it has at rest.
  private static final int STACK_REST = 1 << 14;

  private final CountedMemory memory;
  private final Instance instance;
  private final Wasi wasi = new Wasi();
  private final Door door;

  private QuickJs(int pages, int maxPages, Door door) {
    this.memory = new CountedMemory(new MemoryLimits(pages, Math.max(pages, maxPages)));
    this.door = door;
    this.instance =
        Instance.builder(JavyPluginModule.load())
            .withMachineFactory(JavyPluginModule::create)
            .withMemoryFactory(limits -> memory)
            .withImportValues(
                ImportValues.builder()
                    .addFunction(wasi.functions())
                    .addFunction(
                        new HostFunction(
                            "endive",
                            "invoke",
                            FunctionType.of(List.of(I32, I32, I32, I32, I32, I32), List.of(I32)),
                            this::invoke))
                    .build())
            .build();
  }

  /// A new one.
  static QuickJs fresh(Door door) {
    var engine = new QuickJs(initialPages(), Memory.RUNTIME_MAX_PAGES, door);
    engine.instance.export("initialize_runtime").apply();
    return engine;
  }

  private static int initialPages() {
    return JavyPluginModule.load()
        .memorySection()
        .orElseThrow()
        .getMemory(0)
        .limits()
        .initialPages();
  }

  /// One as it was when its image was taken.
  ///
  /// @param maxPages how large its memory may become, in pages of 64 KiB
  static QuickJs restored(Image image, int maxPages, Door door) {
    int pages = image.memory().length / Memory.PAGE_SIZE;
    var engine = new QuickJs(pages, maxPages, door);
    engine.memory.write(0, image.memory());
    image.globals().forEach((index, value) -> engine.instance.global(index).setValue(value));
    return engine;
  }

  /// As it is now; no call may be under way.
  ///
  /// @param entry what [#run] shall run of it
  Image image(Code entry) {
    var globals = new TreeMap<Integer, Long>();
    int count = instance.module().globalSection().globalCount();
    for (int index = 0; index < count; index++) {
      if (instance.global(index).getMutabilityType() == MutabilityType.Var) {
        globals.put(index, instance.global(index).getValue());
      }
    }
    byte[] all = memory.readBytes(0, memory.pages() * Memory.PAGE_SIZE);
    return new Image(all, Map.copyOf(globals), entry);
  }

  /// Code in the engine's own form, somewhere in its memory.
  record Code(int at, int length) {}

  /// Compiles a script, into a form that every engine of this build loads.
  byte[] compile(String source) {
    byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
    int at = allocate(bytes);
    int pair = (int) instance.export("compileSrc").apply(at, bytes.length)[0];
    return memory.readBytes(memory.readInt(pair), memory.readInt(pair + 4));
  }

  /// Takes compiled code into its memory.
  Code load(byte[] compiled) {
    return new Code(allocate(compiled), compiled.length);
  }

  /// Runs code, and after it all promise reactions that can run.
  void run(Code code) {
    instance.export("eval").apply(code.at(), code.length(), 0, 0);
  }

  /// Whether its stack has no room left; it lies at the beginning of the memory and grows down.
  boolean isStackUsedUp() {
    return instance.global(STACK_POINTER).getValue() << 32 >> 32 < STACK_REST;
  }

  /// How large its memory is, in bytes.
  long memoryBytes() {
    return (long) memory.pages() * Memory.PAGE_SIZE;
  }

  /// How often it was refused more memory.
  long refused() {
    return memory.refused();
  }

  /// What it said when it gave up.
  String words() {
    return wasi.words();
  }

  private long[] invoke(Instance caller, long[] arguments) {
    String name = text((int) arguments[2], (int) arguments[3]);
    String asked = text((int) arguments[4], (int) arguments[5]);
    byte[] answer = door.ask(name, asked).getBytes(StandardCharsets.UTF_8);
    int pair = allocate(new byte[PAIR_BYTES]);
    memory.writeI32(pair, allocate(answer));
    memory.writeI32(pair + 4, answer.length);
    return new long[] {pair};
  }

  private String text(int at, int length) {
    if (length < 0 || length > MAX_MESSAGE) {
      throw new IllegalStateException("a message of " + length + " bytes");
    }
    return memory.readString(at, length);
  }

  private int allocate(byte[] bytes) {
    // An answer may be empty, and of nothing there is no address.
    int at = (int) instance.export("cabi_realloc").apply(0, 0, 1, Math.max(1, bytes.length))[0];
    memory.write(at, bytes);
    return at;
  }
}
