package dev.cofferdam.runtime.wasm.endive;

import run.endive.runtime.ByteArrayMemory;
import run.endive.runtime.Instance;
import run.endive.runtime.Memory;
import run.endive.wasm.types.DataSegment;
import run.endive.wasm.types.MemoryLimits;

/// Endive's memory, with a count of how often the guest was refused more of it: the evidence of a
/// program that ended for want of memory.
final class CountedMemory implements Memory {
  private final ByteArrayMemory memory;
  private long refused;

  CountedMemory(MemoryLimits limits) {
    memory = new ByteArrayMemory(limits);
  }

  /// How often it was refused more.
  long refused() {
    return refused;
  }

  @Override
  public int grow(int pages) {
    int before = attempt(pages);
    if (before < 0) {
      refused++;
    }
    return before;
  }

  /// The heap is bounded as well, and the first of the two limits counts.
  private int attempt(int pages) {
    try {
      return memory.grow(pages);
    } catch (OutOfMemoryError full) {
      return -1;
    }
  }

  @Override
  public int pages() {
    return memory.pages();
  }

  @Override
  public int initialPages() {
    return memory.initialPages();
  }

  @Override
  public int maximumPages() {
    return memory.maximumPages();
  }

  @Override
  public boolean shared() {
    return memory.shared();
  }

  @Override
  @SuppressWarnings("removal")
  public Object lock(int address) {
    return memory.lock(address);
  }

  @Override
  @SuppressWarnings("removal")
  public int waitOn(int address, int expected, long timeout) {
    return memory.waitOn(address, expected, timeout);
  }

  @Override
  @SuppressWarnings("removal")
  public int waitOn(int address, long expected, long timeout) {
    return memory.waitOn(address, expected, timeout);
  }

  @Override
  @SuppressWarnings("removal")
  public int notify(int address, int maxThreads) {
    return memory.notify(address, maxThreads);
  }

  @Override
  public void initialize(Instance instance, DataSegment[] segments) {
    memory.initialize(instance, segments);
  }

  @Override
  public void initialize(Instance instance, DataSegment[] segments, int index) {
    memory.initialize(instance, segments, index);
  }

  @Override
  public void initPassiveSegment(int segment, int to, int offset, int size) {
    memory.initPassiveSegment(segment, to, offset, size);
  }

  @Override
  public void write(int at, byte[] data, int offset, int size) {
    memory.write(at, data, offset, size);
  }

  @Override
  public byte read(int at) {
    return memory.read(at);
  }

  @Override
  public byte[] readBytes(int at, int size) {
    return memory.readBytes(at, size);
  }

  @Override
  public void writeI32(int at, int value) {
    memory.writeI32(at, value);
  }

  @Override
  public int readInt(int at) {
    return memory.readInt(at);
  }

  @Override
  public void writeLong(int at, long value) {
    memory.writeLong(at, value);
  }

  @Override
  public long readLong(int at) {
    return memory.readLong(at);
  }

  @Override
  public void writeShort(int at, short value) {
    memory.writeShort(at, value);
  }

  @Override
  public short readShort(int at) {
    return memory.readShort(at);
  }

  @Override
  public long readU16(int at) {
    return memory.readU16(at);
  }

  @Override
  public void writeByte(int at, byte value) {
    memory.writeByte(at, value);
  }

  @Override
  public void writeF32(int at, float value) {
    memory.writeF32(at, value);
  }

  @Override
  public long readF32(int at) {
    return memory.readF32(at);
  }

  @Override
  public float readFloat(int at) {
    return memory.readFloat(at);
  }

  @Override
  public void writeF64(int at, double value) {
    memory.writeF64(at, value);
  }

  @Override
  public double readDouble(int at) {
    return memory.readDouble(at);
  }

  @Override
  public long readF64(int at) {
    return memory.readF64(at);
  }

  @Override
  public void zero() {
    memory.zero();
  }

  @Override
  public void fill(byte value, int from, int to) {
    memory.fill(value, from, to);
  }

  @Override
  public void copy(int to, int from, int size) {
    memory.copy(to, from, size);
  }

  @Override
  public void drop(int segment) {
    memory.drop(segment);
  }
}
