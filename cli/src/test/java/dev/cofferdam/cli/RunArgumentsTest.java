package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.cli.RunArguments.Form;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class RunArgumentsTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      textBlock =
          """
          x.py                    |                 | SCRIPT  | x.py
          x.py -m 1g              |                 | SCRIPT  | x.py -m 1g
          x.py -- a               |                 | SCRIPT  | x.py -- a
          -m 64m x.py --json      | -m 64m          | SCRIPT  | x.py --json
          -m64m x.py              | -m64m           | SCRIPT  | x.py
          --memory=64m x.py       | --memory=64m    | SCRIPT  | x.py
          -it x.py                | -it             | SCRIPT  | x.py
          -itm 64m x.py           | -itm 64m        | SCRIPT  | x.py
          --json x.py             | --json          | SCRIPT  | x.py
          -e A=b -e C x.py        | -e A=b -e C     | SCRIPT  | x.py
          --frob x.py             | --frob          | SCRIPT  | x.py
          -- python3 -c 1         |                 | COMMAND | python3 -c 1
          -q -- -- x              | -q              | COMMAND | -- x
          - a -b                  |                 | STDIN   | a -b
          -q -                    | -q              | STDIN   |
          -q                      | -q              | NONE    |
          -m                      | -m              | NONE    |
          """)
  void cutsAtTheProgram(String words, String flags, Form form, String program) {
    var run =
        new RunCommand(
            new Console(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream()));
    RunArguments cut = RunArguments.cut(split(words), new CommandLine(run).getCommandSpec());
    assertThat(cut).isEqualTo(new RunArguments(split(flags), form, split(program)));
  }

  private static List<String> split(String words) {
    return words == null || words.isEmpty() ? List.of() : List.of(words.split(" ", -1));
  }
}
