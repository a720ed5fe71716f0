package dev.cofferdam.runtime.wasm.endive;

import dev.cofferdam.runtime.wasm.endive.QuickJs.Code;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

/// A QuickJS at rest with the guest's JavaScript loaded: what a run begins with, in place of
/// reading and starting all that anew. It is made once, when this module is built.
///
/// @param memory its linear memory
/// @param globals its mutable globals
/// @param entry the code of one step
@SuppressWarnings("ArrayRecordComponent") // never compared
record Image(byte[] memory, Map<Integer, Long> globals, Code entry) {
  private static final int MAGIC = 0x43464951;

  /// Writes it.
  void write(OutputStream stream) throws IOException {
    var out = new DataOutputStream(stream);
    out.writeInt(MAGIC);
    out.writeInt(entry.at());
    out.writeInt(entry.length());
    out.writeInt(globals.size());
    for (Map.Entry<Integer, Long> global : globals.entrySet()) {
      out.writeInt(global.getKey());
      out.writeLong(global.getValue());
    }
    out.writeInt(memory.length);
    out.write(memory);
    out.flush();
  }

  /// Reads what [#write] wrote.
  static Image read(InputStream stream) throws IOException {
    var in = new DataInputStream(new BufferedInputStream(stream, 1 << 16));
    if (in.readInt() != MAGIC) {
      throw new IOException("this is no image of the guest");
    }
    var entry = new Code(in.readInt(), in.readInt());
    int count = in.readInt();
    var globals = new HashMap<Integer, Long>();
    for (int index = 0; index < count; index++) {
      globals.put(in.readInt(), in.readLong());
    }
    byte[] memory = new byte[in.readInt()];
    in.readFully(memory);
    return new Image(memory, globals, entry);
  }
}
