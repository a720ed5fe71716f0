package dev.cofferdam.host.cgroup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Which hierarchies a sandbox uses for what, and its names in them.
///
/// @param position of the sandbox, the same in all of them
/// @param adopting the hierarchies that the program is moved in, the one first by which it is
///   killed
/// @param others those in which only the runtime makes a directory, below ours
/// @param everywhere whether there is no hierarchy beside these
/// @param run where the program is, in the sandbox's directory; empty for that directory itself
/// @param program the files of the program's cgroup
record SandboxLayout(
    String position,
    List<CgroupTree> adopting,
    List<CgroupTree> others,
    boolean everywhere,
    String run,
    ControlFiles program) {
  static final String RUNTIME = "runtime";
  static final String BOX = "box";
  static final String RUN = "box/run";

  /// What is usually in a sandbox's directory, the deepest first.
  static final List<String> USUAL = List.of(RUN, BOX, RUNTIME);

  static SandboxLayout of(CgroupParent parent, String position, boolean limitsIo) {
    CgroupHierarchy hierarchy = parent.hierarchy();
    return switch (hierarchy.version()) {
      case V1 -> ofV1(parent, position, limitsIo);
      case V2 -> {
        CgroupTree tree = hierarchy.unifiedTree();
        yield new SandboxLayout(
            position,
            List.of(tree),
            List.of(),
            true,
            RUN,
            new ControlFilesV2(tree.at(position).resolve(RUN)));
      }
    };
  }

  private static SandboxLayout ofV1(CgroupParent parent, String position, boolean limitsIo) {
    CgroupHierarchy hierarchy = parent.hierarchy();
    CgroupTree pids = parent.controllerTree("pids");
    CgroupTree memory = parent.controllerTree("memory");
    CgroupTree cpu = parent.controllerTree("cpu");
    CgroupTree blkio = hierarchy.tree("blkio").orElse(memory);
    Set<CgroupTree> used = new LinkedHashSet<>();
    hierarchy.trees().stream().filter(CgroupTree::unified).forEach(used::add);
    // Before Linux 4.18 a unified hierarchy counts no CPU time without a controller.
    CgroupTree cpuTime =
        used.stream()
            .filter(tree -> Files.exists(tree.mount().resolve("cpu.stat")))
            .findFirst()
            .or(() -> hierarchy.tree("cpuacct"))
            .orElse(cpu);
    used.addAll(List.of(pids, memory, cpu, cpuTime));
    if (limitsIo) {
      used.add(blkio);
    }
    List<CgroupTree> rest =
        hierarchy.trees().stream().filter(tree -> !used.contains(tree)).toList();
    List<CgroupTree> others = rest.stream().filter(parent::reaches).toList();
    return new SandboxLayout(
        position,
        List.copyOf(used),
        others,
        others.size() == rest.size(),
        RUN,
        new ControlFilesV1(
            memory.at(position).resolve(RUN),
            cpu.at(position).resolve(RUN),
            Optional.of(pids.at(position).resolve(RUN)),
            blkio.at(position).resolve(RUN),
            cpuTime.at(position).resolve(RUN)));
  }

  /// Of one process that no runtime's stand beside and that can make no other: it is in the
  /// sandbox's directory itself, and only where memory and CPU time are limited, since each
  /// directory costs, and what counts processes is left out.
  static SandboxLayout ofOneProcess(CgroupParent parent, String position) {
    CgroupTree memory = parent.controllerTree("memory");
    CgroupTree cpu = parent.controllerTree("cpu");
    ControlFiles files =
        switch (parent.version()) {
          case V1 ->
              new ControlFilesV1(
                  memory.at(position),
                  cpu.at(position),
                  Optional.empty(),
                  memory.at(position),
                  cpu.at(position));
          case V2 -> new ControlFilesV2(memory.at(position));
        };
    return new SandboxLayout(
        position,
        memory.equals(cpu) ? List.of(memory) : List.of(memory, cpu),
        List.of(),
        true,
        "",
        files);
  }

  /// Whether the program has the sandbox's directory to itself.
  boolean ofOneProcess() {
    return run.isEmpty();
  }

  /// What is usually in a sandbox's directory, the deepest first.
  List<String> usual() {
    return ofOneProcess() ? List.of() : USUAL;
  }

  /// The hierarchy in which every process of the sandbox is.
  CgroupTree first() {
    return adopting.getFirst();
  }

  /// The sandbox's own directory in each hierarchy, the one by which it is killed first.
  List<Path> directories() {
    return Stream.concat(adopting.stream(), others.stream())
        .map(tree -> tree.at(position))
        .toList();
  }

  /// The hierarchies in which the runtime's own processes are in the sandbox: a runtime that is
  /// told no path goes below where it is, in each.
  List<CgroupTree> joining() {
    return everywhere
        ? List.of(first())
        : Stream.concat(adopting.stream(), others.stream()).toList();
  }

  /// Where the program is in one hierarchy.
  Path run(CgroupTree tree) {
    return in(tree, run);
  }

  /// A directory of the sandbox in one hierarchy.
  Path in(CgroupTree tree, String name) {
    return tree.at(position).resolve(name);
  }
}
