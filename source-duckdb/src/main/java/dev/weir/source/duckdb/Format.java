package dev.weir.source.duckdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Kinds of files, known by the ending of the name.
enum Format {
  CSV("CSV", true, ".csv .tsv .txt"),
  PARQUET("Parquet", false, ".parquet"),
  JSON("JSON", true, ".json .jsonl .ndjson"),
  DUCKDB("DuckDB", false, ".duckdb .ddb"),
  SQLITE("SQLite", false, ".sqlite .sqlite3 .db");

  private final String label;
  private final boolean packable;
  private final String endings;

  Format(String label, boolean packable, String endings) {
    this.label = label;
    this.packable = packable;
    this.endings = endings;
  }

  /// For messages.
  String label() {
    return label;
  }

  /// The kind of a file of that name.
  static Optional<Format> of(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    boolean packed = lower.endsWith(".gz") || lower.endsWith(".zst");
    var plain = packed ? lower.substring(0, lower.lastIndexOf('.')) : lower;
    for (var format : values()) {
      if ((format.packable || !packed)
          && List.of(format.endings.split(" ", -1)).stream().anyMatch(plain::endsWith)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /// All endings, for messages.
  static String known() {
    var all = new ArrayList<String>();
    for (var format : values()) {
      all.add(format.endings);
    }
    return String.join(" ", all) + ", and .gz or .zst after those of CSV and JSON";
  }
}
