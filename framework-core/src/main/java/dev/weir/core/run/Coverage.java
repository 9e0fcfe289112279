package dev.weir.core.run;

/// How much of an input a result speaks of.
///
/// @param rows that many first rows of the source
/// @param before position of the first row that it does not speak of; `Long.MAX_VALUE` if of all
public record Coverage(long rows, long before) {}
