package dev.cofferdam.behaviour;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;

/// A reader that does not read until it is let.
final class HeldOutput extends OutputStream {
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch let = new CountDownLatch(1);
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();

  /// Waits until there is something to read.
  void awaitAsked() throws InterruptedException {
    asked.await();
  }

  void letGo() {
    let.countDown();
  }

  byte[] content() {
    synchronized (read) {
      return read.toByteArray();
    }
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    asked.countDown();
    try {
      let.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
    synchronized (read) {
      read.write(bytes, offset, length);
    }
  }
}
