package dev.cofferdam.host.cgroup;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The cgroup of one sandbox. Its life: [#create], the runtime starts in [#joinDirectories] and
/// puts its first process into [#runtimePath], that process is [#adopt]ed, [#read] at will,
/// [#kill], [#remove]. Safe to use from several threads, except that one adopts before others read.
public final class SandboxCgroup {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]{20}");
  private static final int ATTEMPTS = 10;

  private final CgroupParent parent;
  private final CgroupLimits limits;
  private final SandboxLayout layout;
  private final boolean runtime;

  /// The limits once they are written and read back.
  private volatile @Nullable InForce inForce;

  private SandboxCgroup(
      CgroupParent parent, CgroupLimits limits, SandboxLayout layout, boolean runtime) {
    this.parent = parent;
    this.limits = limits;
    this.layout = layout;
    this.runtime = runtime;
  }

  /// Makes the directories of a sandbox and, where the kernel lets us this early (version 1), sets
  /// its limits.
  ///
  /// @param id 21 characters, `[a-z][a-z0-9]{20}`
  /// @throws CofferdamException LIMIT_UNENFORCEABLE when a limit cannot be set; nothing is left
  ///   then
  public static SandboxCgroup create(CgroupParent parent, String id, CgroupLimits limits) {
    var layout = SandboxLayout.of(parent, parent.positionOf(id), !limits.io().isEmpty());
    return create(parent, id, limits, layout, true);
  }

  /// As [#create], for one process that no runtime's stand beside and that can make no other: it
  /// comes in by the [#entrances]. Whoever started it ends it.
  public static SandboxCgroup createAlone(CgroupParent parent, String id, CgroupLimits limits) {
    var layout = SandboxLayout.ofOneProcess(parent, parent.positionOf(id));
    return create(parent, id, limits, layout, false);
  }

  private static SandboxCgroup create(
      CgroupParent parent, String id, CgroupLimits limits, SandboxLayout layout, boolean runtime) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("not a sandbox id");
    }
    if (!limits.io().isEmpty() && parent.ioSupport() == IoSupport.NONE) {
      throw CgroupParent.unenforceable(
          IoSupport.NONE.reason(), "leave out --device-read-bps and its kin");
    }
    var cgroup = new SandboxCgroup(parent, limits, layout, runtime);
    try {
      cgroup.makeDirectories();
      if (cgroup.layout.program() instanceof ControlFilesV1 early) {
        cgroup.inForce = early.apply(limits);
      }
      return cgroup;
    } catch (IOException refusal) {
      cgroup.remove();
      throw new CofferdamException(
          ErrorCode.LIMIT_UNENFORCEABLE,
          "the cgroup cannot be made: " + CgroupFiles.reason(refusal),
          CgroupHierarchy.remedyForParent(),
          refusal);
    } catch (CofferdamException refusal) {
      cgroup.remove();
      throw refusal;
    }
  }

  /// The directories that [#create] will make, one in each hierarchy, so that they can be written
  /// down before they exist.
  ///
  /// @param limitsIo whether disk throughput will be limited
  public static List<Path> planned(CgroupParent parent, String id, boolean limitsIo) {
    return SandboxLayout.of(parent, parent.positionOf(id), limitsIo).directories();
  }

  /// As [#planned], of [#createAlone].
  public static List<Path> plannedAlone(CgroupParent parent, String id) {
    return SandboxLayout.ofOneProcess(parent, parent.positionOf(id)).directories();
  }

  private void makeDirectories() throws IOException {
    for (CgroupTree tree : layout.others()) {
      CgroupFiles.makeDirectories(tree.at(layout.position()));
    }
    for (CgroupTree tree : layout.adopting()) {
      makeTop(tree);
      if (!layout.ofOneProcess()) {
        CgroupFiles.makeDirectories(layout.in(tree, SandboxLayout.BOX));
        CgroupFiles.makeDirectories(layout.run(tree));
      }
    }
    if (runtime) {
      for (Path joined : joinDirectories()) {
        CgroupFiles.makeDirectories(joined);
      }
    }
  }

  /// Another engine may remove what is above as empty until our directory is in it, and on version
  /// 2 until we hand controllers down.
  private void makeTop(CgroupTree tree) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        CgroupFiles.makeDirectories(tree.at(layout.position()));
        if (layout.program() instanceof ControlFilesV2) {
          handDown(tree.at(layout.position()));
        }
        return;
      } catch (IOException refusal) {
        if (attempt == ATTEMPTS) {
          throw refusal;
        }
        parent.prepare(controllers());
      }
    }
  }

  private void handDown(Path top) throws IOException {
    if (!layout.ofOneProcess()) {
      PlaceOnV2.enable(top, controllers());
    } else if (!CgroupFiles.words(top.resolve("cgroup.controllers")).containsAll(controllers())) {
      throw new IOException("no controllers are handed down to " + top);
    }
  }

  private Set<String> controllers() {
    Set<String> controllers = new HashSet<>(CgroupHierarchy.NEEDED);
    if (!limits.io().isEmpty()) {
      controllers.add("io");
    }
    return controllers;
  }

  /// Where the runtime's own processes begin: the file `cgroup.procs` in each takes their number.
  public List<Path> joinDirectories() {
    return layout.joining().stream().map(tree -> layout.in(tree, SandboxLayout.RUNTIME)).toList();
  }

  /// Where a runtime begins that serves the program with processes of its own: the limits hold for
  /// all of them together, from the start.
  ///
  /// @throws CofferdamException LIMIT_UNENFORCEABLE when the kernel refuses a limit
  public List<Path> enclosingDirectories() {
    enforce();
    return layout.adopting().stream().map(layout::run).toList();
  }

  /// The files to which a process that has one thread writes `0` to begin where the limits hold. On
  /// version 1 that is `tasks`: a thread that moves itself waits for nobody, while a whole process,
  /// through `cgroup.procs`, waits until every processor has passed a quiescent state
  /// (`cgroup_procs_write_start` in the kernel), which takes 8 ms and more.
  ///
  /// @throws CofferdamException LIMIT_UNENFORCEABLE when the kernel refuses a limit
  public List<Path> entrances() {
    enforce();
    return layout.adopting().stream()
        .map(tree -> layout.run(tree).resolve(tree.unified() ? "cgroup.procs" : "tasks"))
        .toList();
  }

  /// What the runtime is given as its `cgroupsPath`, from the hierarchies' root as mounted. Empty
  /// where some hierarchy is not ours: `runc` makes do with those it may use only when it is told
  /// no path, and then goes below the [#joinDirectories].
  public Optional<String> runtimePath() {
    return layout.everywhere()
        ? Optional.of(layout.position() + "/" + SandboxLayout.BOX)
        : Optional.empty();
  }

  /// Moves a process, which must be waiting and have no children, to where the limits hold.
  ///
  /// @return the limits in force from now on, as the kernel gave them back
  /// @throws CofferdamException SANDBOX_LOST when the process is gone, LIMIT_UNENFORCEABLE when the
  ///   kernel refuses a limit
  public InForce adopt(long pid) {
    for (CgroupTree tree : layout.adopting()) {
      try {
        CgroupFiles.write(layout.run(tree).resolve("cgroup.procs"), Long.toString(pid));
      } catch (IOException refusal) {
        throw new CofferdamException(
            refusal instanceof NoSuchFileException
                    || CgroupFiles.reason(refusal).equals("No such process")
                ? ErrorCode.SANDBOX_LOST
                : ErrorCode.LIMIT_UNENFORCEABLE,
            "process " + pid + " cannot be moved to its cgroup: " + CgroupFiles.reason(refusal),
            "",
            refusal);
      }
    }
    return enforce();
  }

  /// Sets the limits where that was not done before.
  ///
  /// @return the limits in force, as the kernel gave them back
  public InForce enforce() {
    InForce early = inForce;
    if (early != null) {
      return early;
    }
    if (!layout.ofOneProcess()) {
      enableBox();
    }
    InForce late = layout.program().apply(limits);
    inForce = late;
    return late;
  }

  /// A cgroup can hand controllers down only once the process that the runtime put there has left.
  private void enableBox() {
    try {
      PlaceOnV2.enable(layout.in(layout.first(), SandboxLayout.BOX), controllers());
    } catch (IOException refusal) {
      throw new CofferdamException(
          ErrorCode.LIMIT_UNENFORCEABLE,
          "the sandbox's cgroup cannot hold limits: " + CgroupFiles.reason(refusal),
          "",
          refusal);
    }
  }

  /// Reads the counters of the program, a fraction of a millisecond's work.
  public CgroupReadings read() {
    return layout.program().read();
  }

  /// Every directory of the sandbox, one in each hierarchy; to kill, begin with the first, in which
  /// all its processes are.
  public List<Path> directories() {
    return layout.directories();
  }

  /// What whoever outlives us removes: every directory that is made for a program, the deepest of
  /// each hierarchy first.
  public List<Path> deepestFirst() {
    return directories().stream()
        .flatMap(top -> Stream.concat(layout.usual().stream().map(top::resolve), Stream.of(top)))
        .toList();
  }

  /// The program's cgroup in the unified hierarchy by the id that `bpf_get_current_cgroup_id`
  /// gives: the number of its inode. Empty where there is no such hierarchy.
  public OptionalLong unifiedId() {
    CgroupTree first = layout.first();
    if (!first.unified()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of((long) Files.getAttribute(layout.run(first), "unix:ino"));
    } catch (IOException gone) {
      return OptionalLong.empty();
    }
  }

  /// Kills everything in the sandbox, the runtime's processes too, and waits until it is gone, for
  /// at most five seconds. A fork bomb does not outrun it.
  ///
  /// @return whether nothing is left
  public boolean kill() {
    return CgroupReaper.kill(killing());
  }

  /// Whether no process is left in the sandbox.
  public boolean isEmpty() {
    return killing().stream().allMatch(CgroupReaper::isEmpty);
  }

  /// What covers every process: the unified hierarchy where there is one, and the one of `pids`.
  private List<Path> killing() {
    return layout.adopting().stream()
        .filter(tree -> tree.unified() || tree.controllers().contains("pids"))
        .map(tree -> tree.at(layout.position()))
        .toList();
  }

  /// Removes the directories, waiting at most five seconds for the last processes to be gone.
  ///
  /// @return what is left
  public List<Path> remove() {
    return CgroupReaper.remove(directories(), layout.usual());
  }

  /// The directories of sandboxes on this host, whoever made them: below every directory named
  /// `cofferdam`, those whose name is an id. They may belong to a living engine, also one in a
  /// container; who owns an id, only its ledger knows. A sandbox's directories come in the order in
  /// which they should be killed.
  public static List<Path> leftovers(CgroupHierarchy hierarchy) {
    var found = new ArrayList<Path>();
    var ordered = new ArrayList<CgroupTree>();
    hierarchy.trees().stream().filter(CgroupTree::unified).forEach(ordered::add);
    hierarchy.tree("pids").ifPresent(ordered::add);
    hierarchy.trees().stream().filter(tree -> !ordered.contains(tree)).forEach(ordered::add);
    ordered.forEach(tree -> search(tree.mount(), found));
    return found;
  }

  private static void search(Path directory, List<Path> found) {
    boolean ours = directory.endsWith(CgroupParent.DIRECTORY);
    for (Path child : CgroupFiles.children(directory)) {
      if (ours && ID.matcher(String.valueOf(child.getFileName())).matches()) {
        found.add(child);
      } else {
        search(child, found);
      }
    }
  }

  /// Kills what runs in a directory that [#leftovers] found, and removes it.
  ///
  /// @return what could not be removed
  public static List<Path> killAndRemove(Path directory) {
    CgroupReaper.kill(List.of(directory));
    return CgroupReaper.remove(List.of(directory), SandboxLayout.USUAL);
  }
}
