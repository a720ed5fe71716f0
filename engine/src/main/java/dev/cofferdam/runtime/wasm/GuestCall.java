package dev.cofferdam.runtime.wasm;

import io.avaje.json.mapper.JsonMapper;
import io.avaje.json.stream.JsonStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A program as the guest gets it.
///
/// @param guest what runs it
/// @param command `script`, `-c`, `-m` or `-` (a program on standard input)
/// @param source the text; empty where the guest reads it itself
/// @param filename what tracebacks call it
/// @param module what `-m` names
/// @param argv the program's own argument vector
/// @param path where the guest looks for modules
record GuestCall(
    Guest guest,
    String command,
    Optional<String> source,
    String filename,
    Optional<String> module,
    List<String> argv,
    List<String> path) {
  /// A larger one the guest reads itself: the whole request has 16 MiB.
  private static final int MAX_SOURCE = 4 << 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .jsonStream(JsonStream.builder().serializeNulls(true).serializeEmpty(true).build())
          .build();

  GuestCall {
    source = source.filter(text -> text.length() <= MAX_SOURCE);
    argv = List.copyOf(argv);
    path = List.copyOf(path);
  }

  /// The same program for another guest of the same language.
  GuestCall on(Guest other) {
    return new GuestCall(other, command, source, filename, module, argv, path);
  }

  /// As the words that a command takes: `native/wasm-guests/preview1/boot.py`.
  List<String> words(String workdir) {
    var words = new ArrayList<String>();
    words.addAll(List.of("python3", Guest.START + "/boot.pyc", command));
    words.add(command.equals("-c") ? source.orElse("") : filename);
    words.add(module.orElse(""));
    words.add(workdir);
    words.add(Integer.toString(path.size()));
    words.addAll(path);
    words.addAll(argv);
    return words;
  }

  /// As the JSON text that the guest's `exec` takes.
  String json(Map<String, String> environment, String workdir) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("command", command);
    fields.put("source", source.orElse(null));
    fields.put("filename", filename);
    module.ifPresent(name -> fields.put("module", name));
    fields.put("argv", argv);
    fields.put("env", environment);
    fields.put("cwd", workdir);
    fields.put("path", path);
    return MAPPER.toJson(fields);
  }
}
