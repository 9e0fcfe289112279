package org.example.seismology;

import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.stream.Stream;

/// The earthquakes of `data/earthquakes.csv`, newest first, and what R says of them.
final class Catalogue {
  private static final int TIME = 0;
  private static final int MAGNITUDE = 4;
  private static final int TYPE = 5;

  private Catalogue() {}

  static Table earthquakes() {
    var rows =
        Rows.of(
            Schema.of(
                Schema.Field.of("time", Type.TIMESTAMP),
                Schema.Field.of("magnitude", Type.DOUBLE)));
    try (Stream<String> lines = Files.lines(Path.of("data/earthquakes.csv"))) {
      lines
          .map(line -> line.split(",", -1))
          .filter(cells -> cells[TYPE].equals("earthquake"))
          .forEach(cells ->
              rows.row()
                  .put(0, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(cells[TIME])))
                  .put(1, Double.parseDouble(cells[MAGNITUDE])));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows.table();
  }

  /// The numbers of the line that begins with this name.
  static double[] expected(String name) {
    try (var in = Catalogue.class.getResourceAsStream("earthquakes.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith(name + " "))
          .map(line -> numbers(line.substring(name.length() + 1)))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double[] numbers(String words) {
    return Arrays.stream(words.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }
}
