package dev.cofferdam.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.EngineConfig;
import dev.cofferdam.error.CofferdamException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetupTest {
  private static final EngineConfig CONFIG =
      new EngineConfig(
          Path.of("/run/cofferdam"), Path.of("/var/lib/cofferdam"), Optional.empty(), Map.of());

  private final PaperHost host = new PaperHost();

  private List<Setup.Step> plan() {
    return Setup.plan(Doctor.examine(host, CONFIG), Packages.of(host));
  }

  @Test
  void aGoodHostNeedsNothing() {
    assertThat(plan()).isEmpty();
  }

  @Test
  void allPackagesComeInOneCommandAfterTheLists() {
    host.remove("/usr/sbin/runc");
    host.remove("/usr/sbin/mkfs.ext4");
    host.remove("/usr/bin/python3");
    host.remove("/dev/loop-control");
    assertThat(plan())
        .extracting(Setup.Step::line)
        .containsExactly(
            "apt-get update",
            "apt-get install -y --no-install-recommends e2fsprogs runc python3",
            "modprobe loop");
  }

  @Test
  void gvisorIsBuiltAfterThePackages() {
    host.remove(PaperHost.OUR_RUNSC);
    assertThat(plan())
        .extracting(Setup.Step::line)
        .containsExactly(
            "apt-get update",
            "apt-get install -y --no-install-recommends python3-pip",
            "/checkout/native/runsc/build /var/lib/cofferdam/tools");
    host.install("/usr/local/go/bin/go", 0, "");
    host.outputs.put(
        "env GOTOOLCHAIN=local /usr/local/go/bin/go env GOVERSION",
        new Host.Output(0, "go1.26.8\n"));
    assertThat(plan())
        .singleElement()
        .satisfies(step -> assertThat(step.asRoot()).isFalse())
        .extracting(Setup.Step::line)
        .isEqualTo("/checkout/native/runsc/build /var/lib/cofferdam/tools");
    host.outputs.put(
        "env GOTOOLCHAIN=local /usr/local/go/bin/go env GOVERSION",
        new Host.Output(0, "go1.19.8\n"));
    assertThat(plan()).hasSize(3);
    host.readOnly.add("/var/lib");
    assertThat(plan().getLast().asRoot()).isTrue();
  }

  @Test
  void otherPackageManagersAreNamedAndNotDriven() {
    host.remove("/usr/bin/apt-get");
    host.install("/usr/bin/dnf", 0, "");
    host.remove("/usr/sbin/runc");
    List<Setup.Step> steps = plan();
    assertThat(steps).extracting(Setup.Step::line).containsExactly("dnf install -y runc");
    assertThatThrownBy(() -> Setup.execute(steps, line -> {}))
        .isInstanceOfSatisfying(
            CofferdamException.class,
            refused -> assertThat(refused.remedy()).isEqualTo("run as root: dnf install -y runc"));
  }

  @Test
  void anUnknownDistributionGetsWords() {
    host.remove("/usr/bin/apt-get");
    host.remove("/usr/sbin/mkfs.ext4");
    assertThat(plan()).isEmpty();
    assertThat(Doctor.examine(host, CONFIG).blockers().getFirst().remedy().orElseThrow().line())
        .isEqualTo("install e2fsprogs with this distribution's package manager");
  }

  @Test
  void directoriesAreMadeOnce(@TempDir Path folder) {
    var config =
        new EngineConfig(folder.resolve("run/c"), folder.resolve("c"), Optional.empty(), Map.of());
    var nothing = new Checkup(List.of());
    var said = new ArrayList<String>();
    Setup.execute(Setup.plan(nothing, config), said::add);
    assertThat(said).hasSize(2).first().asString().startsWith("[1/2] make the state directory: ");
    assertThat(Files.isDirectory(config.stateDirectory())).isTrue();
    assertThat(new LiveHost().inode(config.runtimeDirectory().toString()).orElseThrow().mode())
        .isEqualTo(0711);
    assertThat(Setup.plan(nothing, config)).isEmpty();
  }

  @Test
  void aFailedStepEndsItAndItsOutputIsPassedOn() {
    var said = new ArrayList<String>();
    var steps =
        List.of(
            new Setup.Step("fail", List.of("sh", "-c", "echo why >&2; exit 3"), false),
            new Setup.Step("never", List.of("true"), false));
    assertThatThrownBy(() -> Setup.execute(steps, said::add))
        .isInstanceOf(CofferdamException.class)
        .hasMessage("sh failed with status 3");
    assertThat(said).hasSize(2).last().isEqualTo("  why");
  }
}
