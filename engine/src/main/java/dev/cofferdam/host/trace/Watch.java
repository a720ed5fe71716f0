package dev.cofferdam.host.trace;

import java.util.List;
import java.util.Map;

/// The recording of one cgroup's failed calls. Safe for use by several threads.
public final class Watch implements AutoCloseable {
  private final FailureRecorder recorder;
  private final long cgroupId;
  private final int slot;
  private final Failures failures = new Failures();
  private long droppedAtEnd;
  private Map<String, Long> unimplementedAtEnd = Map.of();
  private boolean ended;

  Watch(FailureRecorder recorder, long cgroupId, int slot) {
    this.recorder = recorder;
    this.cgroupId = cgroupId;
    this.slot = slot;
  }

  /// What was recorded since the watch began, in the order in which each kind was seen last. Right
  /// after a process ended it has everything that the process did.
  public List<FailedSyscall> drain() {
    return recorder.locked(() -> {
      if (!ended) {
        recorder.catchUp();
      }
      return failures.list();
    });
  }

  /// How many failures are in no entry of [#drain()]: more at once than a sandbox's share of the
  /// ring, or past the bounded number of different ones. When it is not 0, counts read `≥ n`.
  public long dropped() {
    return recorder.locked(
        () -> failures.overflowed() + (ended ? droppedAtEnd : recorder.slots().dropped(slot)));
  }

  /// How often each call was answered with ENOSYS, by the call's name. Libraries probe for calls
  /// this way; it is never evidence of a failure.
  public Map<String, Long> unimplemented() {
    return recorder.locked(() -> ended ? unimplementedAtEnd : recorder.slots().unimplemented(slot));
  }

  /// Stops the recording. What was recorded until now can still be read.
  @Override
  public void close() {
    recorder.locked(() -> {
      if (!ended) {
        recorder.catchUp();
        droppedAtEnd = recorder.slots().dropped(slot);
        unimplementedAtEnd = recorder.slots().unimplemented(slot);
        ended = true;
        recorder.forget(this);
      }
      return ended;
    });
  }

  long cgroupId() {
    return cgroupId;
  }

  int slot() {
    return slot;
  }

  void add(RawFailure failure) {
    failures.add(failure);
  }
}
