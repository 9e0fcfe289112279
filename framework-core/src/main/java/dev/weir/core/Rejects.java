package dev.weir.core;

import dev.weir.api.Chunk;
import dev.weir.api.Column;
import dev.weir.api.RowWriter;
import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.Schema.Field;
import dev.weir.api.StreamingDataSource;
import dev.weir.api.Type;
import dev.weir.core.run.ScanLauncher;
import dev.weir.core.run.ScanLauncher.Reading;
import dev.weir.core.run.SkipSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The file of the rows that a run set aside: where each stands, which step did it, why, and what
/// it held in the columns that the run reads, as the source gives them. They are read once more for
/// that, at the end, from the first to the last of them. Rows that steps are fitted on come first,
/// with the columns of the same name and type.
final class Rejects implements AutoCloseable {
  private static final List<Field> ABOUT =
      List.of(
          Field.of("reject_place", Type.TEXT),
          Field.of("reject_file", Type.LONG),
          Field.of("reject_row", Type.LONG),
          Field.of("reject_step", Type.TEXT),
          Field.of("reject_reason", Type.TEXT));

  private final RowWriter writer;
  private final ScanLauncher launcher;
  private final Schema schema;
  private final List<Field> content;

  /// Begins the file.
  Rejects(PlannedRun plan, ScanLauncher launcher) {
    this.launcher = launcher;
    this.content = content(plan.source().schema(), plan.columns());
    this.schema = schema(plan.source().schema(), plan.columns());
    var file = plan.pipeline().rejects().orElseThrow();
    this.writer = plan.rejects().orElseThrow().write(file, schema, plan.limits());
  }

  private static List<Field> content(Schema input, List<String> read) {
    return input.fields().stream().filter(field -> read.contains(field.name())).toList();
  }

  /// What the file holds; names that the input uses too get another one.
  ///
  /// @param read names of the columns that the run reads
  static Schema schema(Schema input, List<String> read) {
    var fields = new ArrayList<Field>();
    for (var field : ABOUT) {
      var name = field.name();
      while (read.contains(name)) {
        name = name + "_";
      }
      fields.add(Field.of(name, field.type()));
    }
    fields.addAll(content(input, read));
    return new Schema(fields);
  }

  /// Writes the rows of one input.
  void add(Reading reading, SkipSet skip) {
    launcher.setAside(reading, skip, chunk -> write(reading.source(), skip, chunk));
  }

  private void write(StreamingDataSource source, SkipSet skip, Chunk chunk) {
    var from = content.stream().map(field -> column(chunk, field)).toList();
    var rows = Rows.of(schema);
    for (int r = 0; r < chunk.rows(); r++) {
      long position = chunk.position(r);
      var why = skip.at(position).orElseThrow();
      rows.row(chunk, r)
          .put(0, source.place(position))
          .put(1, Chunk.split(position) + 1L)
          .put(2, Chunk.row(position) + 1)
          .put(3, why.step())
          .put(4, why.reason());
      for (int c = 0; c < from.size(); c++) {
        int row = r;
        int to = ABOUT.size() + c;
        from.get(c).ifPresent(column -> rows.put(to, chunk, column, row));
      }
    }
    writer.write(rows.chunk());
  }

  private static Optional<Column> column(Chunk chunk, Field field) {
    return chunk
        .schema()
        .columns()
        .filter(c -> c.name().equals(field.name()) && c.type() == field.type() && chunk.has(c))
        .findFirst();
  }

  /// Ends the file and gives it its name.
  void commit() {
    writer.commit();
  }

  @Override
  public void close() {
    writer.close();
  }
}
