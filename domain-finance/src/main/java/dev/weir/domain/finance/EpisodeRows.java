package dev.weir.domain.finance;

import dev.weir.api.Rows;
import dev.weir.api.Schema;
import dev.weir.api.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Episodes as rows: `depth`, `recovered`; `peak`, `trough`, `recovery` (prices) and the same with
/// `_row`, and `_time` where there are times; `length`, `to_trough`, `to_recovery` in observations,
/// `days` where times are of a calendar.
final class EpisodeRows {
  private static final List<String> PARTS = List.of("peak", "trough", "recovery");

  private final Schema schema;
  private final Optional<Type> time;

  EpisodeRows(PriceSeries series) {
    time = series.time().map(column -> column.type());
    var fields = new ArrayList<Schema.Field>();
    fields.add(Schema.Field.of("depth", Type.DOUBLE));
    fields.add(Schema.Field.of("recovered", Type.BOOLEAN));
    var unit = series.values().field().unit();
    PARTS.forEach(part -> fields.add(new Schema.Field(part, Type.DOUBLE, true, unit)));
    time.ifPresent(
        type -> PARTS.forEach(part -> fields.add(Schema.Field.of(part + "_time", type))));
    PARTS.forEach(part -> fields.add(Schema.Field.of(part + "_row", Type.LONG)));
    fields.add(Schema.Field.of("length", Type.LONG));
    fields.add(Schema.Field.of("to_trough", Type.LONG));
    fields.add(Schema.Field.of("to_recovery", Type.LONG));
    if (calendar()) {
      fields.add(new Schema.Field("days", Type.DOUBLE, true, "d"));
    }
    schema = new Schema(fields);
  }

  private boolean calendar() {
    return time.filter(type -> type == Type.DATE || type == Type.TIMESTAMP).isPresent();
  }

  Schema schema() {
    return schema;
  }

  /// Puts an episode into the current row.
  ///
  /// @param last of the series so far, where an episode ends that has not recovered
  /// @param recovered true also if it is only known that it did
  void put(Rows rows, Episode episode, Observation last, boolean recovered) {
    var parts = new @Nullable Observation[] {episode.peak(), episode.trough(), episode.recovery()};
    rows.put(0, episode.depth()).put(1, recovered ? 1L : 0L);
    int times = 2 + PARTS.size();
    int numbers = times + (time.isPresent() ? PARTS.size() : 0);
    for (int i = 0; i < parts.length; i++) {
      var part = parts[i];
      if (part != null) {
        rows.put(2 + i, part.price()).put(numbers + i, part.row());
        if (time.isPresent()) {
          rows.put(times + i, part.time());
        }
      }
    }
    lengths(rows, episode, last, recovered, numbers + PARTS.size());
  }

  private void lengths(
      Rows rows, Episode episode, Observation last, boolean recovered, int column) {
    var peak = episode.peak();
    rows.put(column + 1, episode.trough().number() - peak.number());
    var recovery = episode.recovery();
    if (recovery != null) {
      rows.put(column + 2, recovery.number() - episode.trough().number());
    }
    var end = recovered ? recovery : last;
    if (end != null) {
      rows.put(column, end.number() - peak.number());
      if (calendar()) {
        double perDay = time.get() == Type.DATE ? 1 : 86_400e6;
        rows.put(column + 3, (end.time() - peak.time()) / perDay);
      }
    }
  }
}
