package dev.weir.source.duckdb;

import dev.weir.api.NearestNames;
import dev.weir.api.OptionDescriptor;
import dev.weir.api.OptionType;
import dev.weir.api.OptionValues;
import dev.weir.api.PipelineException;
import dev.weir.api.Type;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a user said about how to read an input.
///
/// @param delimiter the character between fields, if said
/// @param header auto, yes or no
/// @param nulls texts that mean a missing cell; the empty one always does
/// @param encoding utf-8, latin-1 or utf-16
/// @param types types said, by column
/// @param table the table of a database, if said
record ReadOptions(
    Optional<Character> delimiter,
    String header,
    Set<String> nulls,
    String encoding,
    Map<String, Type> types,
    Optional<String> table) {
  private static final List<String> TYPE_NAMES =
      Arrays.stream(Type.values()).map(t -> t.name().toLowerCase(Locale.ROOT)).toList();

  static final List<OptionDescriptor> DESCRIPTORS =
      List.of(
          OptionDescriptor.optional(
              "delimiter",
              OptionType.TEXT,
              "What separates the fields of CSV: one character, `\\t` or `tab`; found out if not given."),
          OptionDescriptor.of(
                  "header",
                  OptionType.CHOICE,
                  "auto",
                  "Whether the first line of CSV holds the names of the columns.")
              .oneOf("auto", "yes", "no"),
          OptionDescriptor.optional(
              "null-value",
              OptionType.TEXTS,
              "Texts in CSV that mean a missing cell, such as NA or \\N; an empty cell is always missing."),
          OptionDescriptor.of(
                  "encoding",
                  OptionType.CHOICE,
                  "utf-8",
                  "Encoding of CSV; utf-16 is little-endian.")
              .oneOf("utf-8", "latin-1", "utf-16"),
          OptionDescriptor.optional(
              "types",
              OptionType.TEXTS,
              "Types of columns of CSV as column=type, type being "
                  + String.join(", ", TYPE_NAMES)
                  + "; others are found out."),
          OptionDescriptor.optional(
              "table",
              OptionType.TEXT,
              "Which table of a DuckDB or SQLite file; needed if there are several."));

  /// As any record's. It goes into fingerprints, so it is made in each run; what Java makes for
  /// records takes a new process tens of milliseconds.
  @Override
  public String toString() {
    return "ReadOptions[delimiter="
        + delimiter
        + ", header="
        + header
        + ", nulls="
        + nulls
        + ", encoding="
        + encoding
        + ", types="
        + types
        + ", table="
        + table
        + "]";
  }

  static ReadOptions of(OptionValues values) {
    var nulls = new LinkedHashSet<>(List.of(""));
    nulls.addAll(values.texts("null-value"));
    return new ReadOptions(
        values.optionalText("delimiter").map(ReadOptions::delimiter),
        values.optionalText("header").orElse("auto"),
        nulls,
        values.optionalText("encoding").orElse("utf-8"),
        types(values.texts("types")),
        values.optionalText("table"));
  }

  private static char delimiter(String text) {
    return switch (text) {
      case "\\t", "tab" -> '\t';
      default -> {
        if (text.length() != 1 || "\"\r\n".contains(text)) {
          throw PipelineException.user(
              "option.value",
              "--delimiter '"
                  + Messages.shorten(text, 20)
                  + "' must be one character other than a quote or line break, or \\t, or tab");
        }
        yield text.charAt(0);
      }
    };
  }

  private static Map<String, Type> types(List<String> given) {
    var types = new LinkedHashMap<String, Type>();
    for (var pair : given) {
      int at = pair.lastIndexOf('=');
      if (at <= 0) {
        throw PipelineException.user(
            "option.value",
            "--types '" + pair + "' must have the form column=type, for example price=double");
      }
      var name = pair.substring(at + 1).strip().toLowerCase(Locale.ROOT);
      if (!TYPE_NAMES.contains(name)) {
        throw PipelineException.user(
            "option.value",
            "--types '"
                + pair
                + "': no type '"
                + name
                + "'; there is: "
                + String.join(", ", TYPE_NAMES));
      }
      types.put(pair.substring(0, at).strip(), Type.valueOf(name.toUpperCase(Locale.ROOT)));
    }
    return types;
  }

  /// Refuses types for columns that are not there.
  void checkTypes(String label, List<String> names) {
    for (var name : types.keySet()) {
      if (!names.contains(name)) {
        throw PipelineException.user(
            "column.unknown",
            "--types: no column '" + name + "' in " + label + NearestNames.hint(name, names));
      }
    }
  }

  /// The options that mean something for files of this kind.
  static List<OptionDescriptor> of(Format format) {
    return DESCRIPTORS.stream().filter(o -> applies(o.name(), format)).toList();
  }

  private static boolean applies(String option, Format format) {
    return switch (format) {
      case CSV -> !option.equals("table");
      case DUCKDB, SQLITE -> option.equals("table");
      case PARQUET, JSON -> false;
    };
  }

  /// Refuses what was said and means nothing for files of this kind.
  void checkFormat(Format format, String location) {
    var said = new ArrayList<String>();
    delimiter.ifPresent(_ -> said.add("delimiter"));
    if (!header.equals("auto")) {
      said.add("header");
    }
    if (nulls.size() > 1) {
      said.add("null-value");
    }
    if (!encoding.equals("utf-8")) {
      said.add("encoding");
    }
    if (!types.isEmpty()) {
      said.add("types");
    }
    table.ifPresent(_ -> said.add("table"));
    for (var option : said) {
      if (!applies(option, format)) {
        throw PipelineException.user(
            "option.format",
            "--"
                + option
                + " is for "
                + (option.equals("table") ? "DuckDB and SQLite" : "CSV")
                + " files, and '"
                + location
                + "' is "
                + format.label()
                + "; leave it out"
                + (option.equals("types") ? ", or cast the columns in a query" : ""));
      }
    }
  }

  Charset charset() {
    return switch (encoding) {
      case "latin-1" -> StandardCharsets.ISO_8859_1;
      case "utf-16" -> StandardCharsets.UTF_16LE;
      default -> StandardCharsets.UTF_8;
    };
  }
}
