package dev.cofferdam.diagnosis;

import dev.cofferdam.diagnosis.Diagnosis.Confidence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A WebAssembly program was refused more linear memory and ended for it. The engine kills nobody
/// for memory: the language inside says so, or the module traps.
///
/// That memory was refused is the engine's own count, and so is that the program gave itself up by
/// a trap, or was not started. Other traps, such as a division by zero, have reasons of their own.
/// That a program ended for it by an exception is only the guest's word: it may have coped with the
/// refusal and raise such an exception of its own.
record LinearMemoryCause() implements Cause {
  @Override
  public Optional<Diagnosis> explain(Observation seen) {
    EngineRecord engine = seen.engine();
    Optional<EngineRecord.Uncaught> said =
        engine.uncaught().filter(EngineRecord.Uncaught::outOfMemory);
    boolean counted = engine.growthsRefused().isPresent();
    boolean refused = engine.growthsRefused().orElse(0) > 0;
    boolean ended = said.isPresent() || engine.mayHaveEndedForMemory();
    if (!seen.endedByItself() || !ended || (counted && !refused)) {
      return Optional.empty();
    }
    return Optional.of(diagnosis(seen, engine, said));
  }

  private static Diagnosis diagnosis(
      Observation seen, EngineRecord engine, Optional<EngineRecord.Uncaught> said) {
    long limit = seen.limits().memoryBytes();
    boolean refused = engine.growthsRefused().orElse(0) > 0;
    boolean seenEnding = engine.endedForMemory();
    var details = new LinkedHashMap<String, String>();
    details.put("limitBytes", Long.toString(limit));
    details.put("linearMemoryBytes", Long.toString(engine.memoryBytes()));
    said.ifPresent(uncaught -> details.put("exception", uncaught.type()));
    var evidence = new ArrayList<Evidence>();
    if (refused) {
      long times = engine.growthsRefused().getAsLong();
      details.put("growthsRefused", Long.toString(times));
      evidence.add(new Evidence.EngineCount("linear-memory:refused", times, OptionalLong.empty()));
    }
    engine.trap().or(engine::refusal).map(Evidence.EngineWord::new).ifPresent(evidence::add);
    said.map(uncaught -> new Evidence.Told("uncaught " + uncaught.type())).ifPresent(evidence::add);
    evidence.add(
        new Evidence.EngineCount(
            "linear-memory:bytes", engine.memoryBytes(), OptionalLong.of(limit)));
    return new Diagnosis(
        Kind.MEMORY_EXHAUSTED,
        seenEnding ? Confidence.HIGH : Confidence.LOW,
        summary(engine, refused, seenEnding)
            + ": it had "
            + Amounts.size(engine.memoryBytes())
            + " of "
            + Amounts.size(limit)
            + ".",
        details,
        mitigation(seen),
        List.copyOf(evidence));
  }

  private static String summary(EngineRecord engine, boolean refused, boolean seenEnding) {
    if (seenEnding) {
      return engine.refusal().isPresent()
          ? "The program needs more memory to start with"
          : "The program was refused more memory and ended for it";
    }
    if (engine.mayHaveEndedForMemory()) {
      return "The program was refused more memory, and may have ended for it";
    }
    return refused
        ? "The program was refused more memory, and says that it ended for it"
        : "The program says that it got no more memory and ended for it";
  }

  private static String mitigation(Observation seen) {
    String less = "hold less in memory at once";
    return seen.ceilings()
        .moreMemory(seen.limits().memoryBytes())
        .map(flag -> flag + ", or " + less)
        .orElse(less + ": this host has no more for a sandbox");
  }
}
