package dev.cofferdam.runtime;

/// Takes one part of a sandbox away, as a resource of the statement that takes away all of them.
public interface Removal extends AutoCloseable {
  @Override
  void close();
}
