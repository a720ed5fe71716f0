package dev.cofferdam.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.run.Result;
import dev.cofferdam.sandbox.Bytes;
import dev.cofferdam.sandbox.Program;
import dev.cofferdam.sandbox.SandboxSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The image wasm-science: numpy, pandas, scipy and their kin. It takes minutes to build.
@Tag("whole")
class SciencePythonTest extends CommandGuestContract {
  SciencePythonTest() {
    super(SandboxSpec.SCIENCE_IMAGE, "science 3.15");
  }

  @Override
  RuntimeUnderTest runtime(Path folder) throws IOException {
    return GuestDirectory.having("science");
  }

  private static String printed(Result result) {
    assertThat(result.ending().exitCode()).as(result.stderr().toText()).isZero();
    assertThat(result.diagnosis()).isEmpty();
    return result.stdout().toText();
  }

  @Test
  void numpyComputes() {
    assertThat(
            printed(
                python(
                    "import numpy as np",
                    "a = np.array([[4.0, 1.0], [1.0, 3.0]])",
                    "print(np.linalg.solve(a, [1.0, 2.0]).round(6).tolist())",
                    "print(np.fft.fft([1, 0, 0, 0]).real.tolist(), np.arange(10)[::-3].tolist())")))
        .isEqualTo("[0.090909, 0.636364]\n[1.0, 1.0, 1.0, 1.0] [9, 6, 3, 0]\n");
  }

  @Test
  void pandasReadsAndGroups() {
    assertThat(
            printed(
                python(
                    "import io, pandas as pd",
                    "frame = pd.read_csv(io.StringIO('city,n\\nA,1\\nB,2\\nA,4\\n'))",
                    "print(frame.groupby('city')['n'].sum().to_dict())",
                    "frame.to_csv('/workspace/out.csv', index=False)",
                    "print(open('/workspace/out.csv').read().count('\\n'))")))
        .isEqualTo("{'A': 5, 'B': 2}\n4\n");
  }

  @Test
  void scipyAndSklearnFit() {
    assertThat(
            printed(
                python(
                    "import numpy as np",
                    "from scipy import optimize, stats",
                    "print(round(optimize.brentq(lambda x: x * x - 2, 0, 2), 6))",
                    "print(round(stats.norm.cdf(1.96), 4))",
                    "from sklearn.linear_model import LinearRegression",
                    "x = np.arange(5).reshape(-1, 1)",
                    "print(LinearRegression().fit(x, 3 * x.ravel() + 1).coef_.round(6).tolist())")))
        .isEqualTo("1.414214\n0.975\n[3.0]\n");
  }

  @Test
  void matplotlibDraws() {
    assertThat(
            printed(
                python(
                    "import matplotlib",
                    "matplotlib.use('Agg')",
                    "import matplotlib.pyplot as plot",
                    "plot.plot([1, 4, 9])",
                    "plot.savefig('/workspace/out.png')",
                    "print(open('/workspace/out.png', 'rb').read(4))")))
        .isEqualTo("b'\\x89PNG'\n");
  }

  /// The snapshot's generators are begun anew.
  @Test
  void numpysRandomNumbersDifferFromRunToRun() {
    String program =
        "import numpy as np; print(np.random.random(), np.random.default_rng().random())";
    assertThat(printed(python(program))).isNotEqualTo(printed(python(program)));
    String seeded = "import numpy as np; np.random.seed(7); print(np.random.random())";
    assertThat(printed(python(seeded))).isEqualTo(printed(python(seeded)));
  }

  @Test
  void theExampleRuns() throws IOException {
    Bytes content = Bytes.of(Files.readAllBytes(Path.of("../examples/images/science.py")));
    assertThat(
            printed(
                run(
                    SandboxSpec.of(
                        new Program.Script("science.py", content, List.of("python3"), List.of())))))
        .contains("dominant frequency: 3.0 Hz");
  }

  @Test
  void everyExampleOfAnImageHasItsRow() {
    assertThat(ExampleTable.rowsOf("images").keySet()).containsExactly("images/science.py");
    assertThat(Example.programsIn("images")).containsExactly("science.py");
  }

  @Test
  void itHasPythonOnly() {
    assertThatThrownBy(() -> run(SandboxSpec.of(new Program.Command(List.of("node", "-e", "1")))))
        .isInstanceOf(CofferdamException.class)
        .hasMessageContaining("has Python only");
  }
}
