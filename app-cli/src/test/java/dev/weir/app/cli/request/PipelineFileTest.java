package dev.weir.app.cli.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.api.PipelineException;
import dev.weir.app.cli.FakeDomain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PipelineFileTest {
  @TempDir Path folder;

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("p.yaml"), yaml);
  }

  private PipelineFile read(String yaml) throws IOException {
    return PipelineFile.read(file(yaml), FakeDomain.catalogue());
  }

  private String refused(String yaml) throws IOException {
    var path = file(yaml);
    var e =
        assertThrows(
            PipelineException.class, () -> PipelineFile.read(path, FakeDomain.catalogue()));
    assertEquals(PipelineException.Category.USER, e.category());
    return e.getMessage();
  }

  @Test
  void everyPartIsRead() throws IOException {
    var read =
        read(
            """
            input: {file: data/5.rows, query: SELECT * FROM t, options: {delimiter: ';'}}
            run: {memory: 256m, seed: 1}
            steps:
              - fake.keep
              - fake.count: {columns: [id, half], by: [name], as: counted, exact: true}
              - fake.fit: {fit-on: {file: 3.rows, options: {header: false}}}
            out: cleaned.csv
            """);
    var input = read.pipeline().input();
    assertEquals("data/5.rows", input.location());
    assertEquals(Optional.of("SELECT * FROM t"), input.query());
    assertEquals(Map.of("delimiter", ";"), input.options());
    var steps = read.pipeline().steps();
    assertEquals(
        List.of("fake.keep", "counted", "fake.fit"), steps.stream().map(s -> s.name()).toList());
    assertEquals(Map.of("columns", List.of("id", "half"), "exact", "true"), steps.get(1).options());
    assertEquals(List.of("name"), steps.get(1).by());
    assertEquals(Map.of("header", "false"), steps.get(2).fitOn().orElseThrow().options());
    assertEquals(
        Map.of("memory", "256m", "seed", "1", "out", folder.resolve("cleaned.csv").toString()),
        read.run());
  }

  @Test
  void optionsOfTheCommandLineComeFirst() throws IOException {
    var path = file("{input: 5.rows, run: {seed: 1, memory: 64m}, steps: [fake.count]}");
    var request =
        (Request.Run)
            new RequestParser(FakeDomain.catalogue(), Map.of())
                .run("run", List.of("--seed", "9", path.toString()));
    assertEquals(9, request.settings().config().seed());
    assertEquals(64L << 20, request.settings().config().memoryBytes());
  }

  /// Each text marks the line that the message must name with `#!` and says what it must contain.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "input: 5.rows\nstep: [fake.count] #! did you mean 'steps'\n",
        "input: 5.rows\nsteps:\n  - fake.cuont: {} #! did you mean 'fake.count'\n",
        "input: 5.rows\nsteps:\n  - fake.count:\n      colums: [id] #! did you mean 'columns'\n",
        "input: 5.rows\nsteps:\n  - fake.count: {bins: 0} #! allowed is 1 to 100\n",
        "input: 5.rows\nsteps:\n  - fake.count: {bins: } #! expected a value\n",
        "input: 5.rows\nsteps:\n  - fake.count: {bins: {a: 1}} #! expected a value\n",
        "input: 5.rows\nsteps:\n  - fake.count: [id] #! expected the options of fake.count\n",
        "input: 5.rows\nsteps:\n  - fake.count: {bins: 1, bins: 2} #! twice\n",
        "input: 5.rows\ninput: 6.rows #! twice\nsteps: [fake.count]\n",
        "input: 5.rows\nrun: {memry: 1g} #! did you mean 'memory'\nsteps: [fake.count]\n",
        "input: 5.rows\nrun: {memory: lots} #! --memory 'lots'\nsteps: [fake.count]\n",
        "input: {file: 5.rows, option: {}} #! did you mean 'options'\nsteps: [fake.count]\n",
        "input: {file: 5.rows, options: {delimiter: xx}} #! --delimiter\nsteps: [fake.count]\n",
        "input: 5.rows\nsteps:\n  - fake.join #! --areas\n",
        "input: 5.rows\nsteps: fake.count #! expected a list of steps\n",
        "input: 5.rows\nsteps: [] #! no step\n",
        "input: 5.rows #! `steps` is missing\n",
        "steps: [fake.count] #! `input` is missing\n",
        "- 1 #! expected a pipeline\n",
        "input: !!java.net.URL 5.rows #! tags\nsteps: [fake.count]\n",
        "input: 5.rows\nsteps:\n  - fake.count: {bins: 1 #! not YAML\n",
        "input: 5.rows\nsteps: [fake.count]\n---\nb: 1 #! not YAML\n",
        "input: 5.rows\nsteps:\n  - fake.keep: {} #! a step has one tool\n    fake.count: {}\n",
      })
  void whatIsWrongIsSaidWithItsLine(String yaml) throws IOException {
    var message = refused(yaml.replaceAll(" *#!.*", ""));
    var lines = yaml.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      int mark = lines.get(i).indexOf("#! ");
      if (mark >= 0) {
        assertTrue(message.contains(lines.get(i).substring(mark + 3)), message);
        if (!message.contains("not YAML")) {
          assertTrue(message.contains("p.yaml line " + (i + 1)), message);
        }
      }
    }
  }

  @Test
  void brokenFilesAreNamed() throws IOException {
    assertTrue(refused("").contains("is empty"));
    assertTrue(refused("a: \u0000").contains("not YAML"));
    var missing = folder.resolve("none.yaml");
    var e =
        assertThrows(
            PipelineException.class, () -> PipelineFile.read(missing, FakeDomain.catalogue()));
    assertTrue(e.getMessage().contains("no pipeline file"), e.getMessage());
    var binary = Files.write(folder.resolve("b.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0x41});
    assertTrue(
        assertThrows(
                PipelineException.class, () -> PipelineFile.read(binary, FakeDomain.catalogue()))
            .getMessage()
            .contains("UTF-8"));
  }

  @Test
  void aliasesAreBounded() throws IOException {
    var bomb = new StringBuilder("a: &a [x, x]\n");
    for (char c = 'b'; c <= 'z'; c++) {
      bomb.append(c).append(": &").append(c).append(" [");
      bomb.append(("*" + (char) (c - 1) + ", ").repeat(9)).append("]\n");
    }
    assertTrue(refused(bomb.toString()).startsWith(folder.toString()));
    assertTrue(refused("input: &a [*a]\nsteps: [fake.count]\n").contains("line 1"));
  }
}
