package dev.weir.api;

/// The kinds of option values, and the Java class of each once parsed.
public enum OptionType {
  /// A String.
  TEXT(String.class, "text"),
  /// A String that names a column of the input.
  COLUMN(String.class, "column"),
  /// A list of column names; on the command line separated by commas.
  COLUMNS(java.util.List.class, "columns"),
  /// A list of strings; on the command line separated by commas.
  TEXTS(java.util.List.class, "list of text"),
  /// A String in the expression language.
  EXPRESSION(String.class, "expression"),
  /// One of the choices of the descriptor, a String.
  CHOICE(String.class, "choice"),
  /// A Long.
  INTEGER(Long.class, "whole number"),
  /// A Double.
  REAL(Double.class, "number"),
  /// A list of Doubles; on the command line separated by commas.
  REALS(java.util.List.class, "list of numbers"),
  /// A list of Longs; on the command line separated by commas.
  INTEGERS(java.util.List.class, "list of whole numbers"),
  /// A Boolean; on the command line the bare option name means true.
  FLAG(Boolean.class, "true or false"),
  /// A [java.time.Duration]; written `500ms`, `30s`, `5m`, `2h`, `1d`.
  DURATION(java.time.Duration.class, "duration"),
  /// A Long number of bytes; written `4096`, `64k`, `256m`, `2g`.
  SIZE(Long.class, "size");

  private final Class<?> valueClass;
  private final String label;

  OptionType(Class<?> valueClass, String label) {
    this.valueClass = valueClass;
    this.label = label;
  }

  /// Class of a parsed value.
  public Class<?> valueClass() {
    return valueClass;
  }

  /// The kind in words, for help and errors.
  public String label() {
    return label;
  }

  /// True if values are lists.
  public boolean isList() {
    return valueClass == java.util.List.class;
  }
}
